// The output of a cell, as a terminal shows it: a carriage return goes back to the start of the line
// (progress bars), codes for colours colour.  Other codes of terminals are left out.
class Terminal {
  static CODE = /\x1b\[([\d;?]*)[ -/]*([@-~])|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[^[\]]|[\r\n\b\x07]|[^\x1b\r\n\b\x07]+/g;

  constructor(out) {
    this.out = out;
    this.clear();
  }
  clear() {
    this.out.replaceChildren();
    Object.assign(this, { column: null, style: {}, rest: "" });  // column: null at the end of the line
  }
  get plain() {
    return this.column === null && !Object.keys(this.style).length;
  }
  /** Write *text* with the class *kind*: what was written before it is never changed, but the last line. */
  write(kind, text) {
    text = this.rest + text;
    const open = text.search(/\x1b(\[[\d;?]*)?$/);  // a code arrives in two parts
    this.rest = open < 0 ? "" : text.slice(open);
    if (this.rest) text = text.slice(0, open);
    if (this.plain && !/[\r\b\x07\x1b]/.test(text)) return this.append(kind, text);
    const line = this.takeLine();
    let at = this.column ?? line.length;
    for (const [token, numbers, code] of text.matchAll(Terminal.CODE)) {
      if (token === "\r") at = 0;
      else if (token === "\b") at = Math.max(0, at - 1);
      else if (token === "\n") {
        this.putLine(line.splice(0));
        this.append(kind, "\n");
        at = 0;
      } else if (code === "m") this.colour(numbers);
      else if (code === "K") {  // erase: to the end of the line, to its start, all of it
        if (numbers === "1" || numbers === "2") line.fill([" ", kind], 0, at);
        if (numbers !== "1") line.length = Math.min(line.length, at);
      } else if (token[0] !== "\x1b" && token !== "\x07") {
        const className = [kind, ...Object.values(this.style)].join(" ");
        while (line.length < at) line.push([" ", kind]);
        for (const character of token) line[at++] = [character, className];
      }
    }
    this.putLine(line);
    this.column = at === line.length ? null : at;
  }
  append(className, text) {
    const last = this.out.lastChild;
    if (last?.className === className) last.firstChild.appendData(text);
    else if (text) this.out.append(Object.assign(document.createElement("span"), { className, textContent: text }));
  }
  takeLine() {  // the last line, as [[character, class]]
    let line = [];
    for (let last; (last = this.out.lastChild)?.localName === "span";) {
      const text = last.textContent, begin = text.lastIndexOf("\n") + 1;
      line = Array.from(text.slice(begin), character => [character, last.className]).concat(line);
      if (!begin) last.remove();
      else {
        last.firstChild.deleteData(begin, text.length);
        break;
      }
    }
    return line;
  }
  putLine(line) {
    for (let from = 0, to; from < line.length; from = to) {
      for (to = from; line[to]?.[1] === line[from][1];) to++;
      this.append(line[from][1], line.slice(from, to).map(([character]) => character).join(""));
    }
  }
  colour(numbers) {
    const codes = numbers.split(";").map(Number);
    for (let n = 0; n < codes.length; n++) {
      const code = codes[n], { style } = this;
      if (!code) this.style = {};
      else if (code === 1) style.weight = "ansi-bold";
      else if (code === 4) style.line = "ansi-underline";
      else if (code === 22) delete style.weight;
      else if (code === 24) delete style.line;
      else if (code === 39) delete style.colour;
      else if (code > 89 && code < 98 || code > 29 && code < 38) style.colour = `ansi-${code % 10}`;
      else if (code === 38 || code === 48) {  // one of 256 colours, or of all: the first 16 alone have names
        if (code === 38 && codes[n + 1] === 5 && codes[n + 2] < 16) style.colour = `ansi-${codes[n + 2] % 8}`;
        n += codes[n + 1] === 5 ? 2 : 4;
      }
    }
  }
}
