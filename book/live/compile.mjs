// node compile.mjs IN.zip OUT.zip: the standard library, compiled by the Python that will read it.
// asyncio keeps its sources too: tracebacks and inspect.getsource show them.
import { readFileSync, writeFileSync } from "node:fs";
import { loadPyodide } from "pyodide";

const [from, to] = process.argv.slice(2);
const py = await loadPyodide({ env: { PYTHONHASHSEED: "0" } });
py.FS.writeFile("/in.zip", readFileSync(from));
py.runPython(`
import py_compile, zipfile

with zipfile.ZipFile("/in.zip") as old, zipfile.ZipFile("/out.zip", "w", zipfile.ZIP_DEFLATED, compresslevel=9) as new:
    def put(name, data):
        new.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    for name in sorted(old.namelist()):
        data = old.read(name)
        if name.endswith("/"):
            continue
        if not name.endswith(".py"):
            put(name, data)
            continue
        if name.startswith("asyncio/"):
            put(name, data)
        with open("/a.py", "wb") as file:
            file.write(data)
        py_compile.compile("/a.py", "/a.pyc", "/lib/python314.zip/" + name, doraise=True,
                           invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH)
        with open("/a.pyc", "rb") as file:
            put(name + "c", file.read())
`);
writeFileSync(to, py.FS.readFile("/out.zip"));
