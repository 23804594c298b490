// node compile.mjs IN.zip OUT.zip: the standard library, compiled by the Python that will read it.
// asyncio keeps its sources too: tracebacks and inspect.getsource show them.
import { readFileSync, writeFileSync } from "node:fs";
import { loadPyodide } from "pyodide";

const [from, to] = process.argv.slice(2);
const py = await loadPyodide({ env: { PYTHONHASHSEED: "0" } });
py.FS.writeFile("/in.zip", readFileSync(from));
py.runPython(`
import py_compile, zipfile
from pathlib import Path

with zipfile.ZipFile("/in.zip") as old, zipfile.ZipFile("/out.zip", "w") as new:
    def put(name, data):
        new.writestr(zipfile.ZipInfo(name), data)  # as it is: all of it is compressed, and imports are faster

    for name in sorted(old.namelist()):
        data = old.read(name)
        if not name.endswith(".py") or name.startswith("asyncio/"):
            put(name, data)
        if name.endswith(".py"):
            Path("/a.py").write_bytes(data)
            py_compile.compile("/a.py", "/a.pyc", "/lib/python314.zip/" + name, doraise=True,
                               invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH)
            put(name + "c", Path("/a.pyc").read_bytes())
`);
writeFileSync(to, py.FS.readFile("/out.zip"));
