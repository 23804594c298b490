// node compile.mjs IN.zip OUT.zip: the standard library, compiled by the Python that will read it.
// asyncio keeps its sources too: tracebacks and inspect.getsource show them.  What each start imports is stored
// as it is, because the whole is compressed; the rest is compressed here, so that a start need not unpack it.
import { readFileSync, writeFileSync } from "node:fs";
import { loadPyodide } from "pyodide";

const [from, to] = process.argv.slice(2);
const py = await loadPyodide({ env: { PYTHONHASHSEED: "0" } });
py.FS.writeFile("/in.zip", readFileSync(from));
py.runPython(`
import sys
import glob, html, random  # as runner.py and most cells
first = {"sitecustomize.py"} | {module.__spec__.origin.partition(".zip/")[2] for module in list(sys.modules.values())
         if getattr(module, "__spec__", None) and module.__spec__.origin}
import py_compile, zipfile
from pathlib import Path

LOADER = b"""from pathlib import Path
from site import getsitepackages
SITE_PACKAGES, DSO_DIR = Path(getsitepackages()[0]), Path("/usr/lib")
def init_loaded_packages():
    pass
"""  # of packages, which a page has not: that of Pyodide imports shutil, zipfile, tempfile, three compressions

FIRST = b"""import gc
import zipimport

gc.disable()  # what is imported stays; runner.py enables it
load, kept = zipimport._get_module_code, {}
def once(*module):
    if module not in kept:
        found = load(*module)
        kept.clear()
        kept[module] = found
    return kept[module]
zipimport._get_module_code = once
"""  # zipimport loads a module's code to find it, and again to run it

with zipfile.ZipFile("/in.zip") as old, zipfile.ZipFile("/out.zip", "w") as new:
    def put(name, data):
        kind = zipfile.ZIP_STORED if name.endswith(".pyc") and name[:-1] in first else zipfile.ZIP_DEFLATED
        new.writestr(zipfile.ZipInfo(name), data, kind, 9)

    ours = {"pyodide/_package_loader.py": LOADER, "sitecustomize.py": FIRST}
    for name in sorted({*old.namelist(), *ours}):
        data = ours.get(name) or old.read(name)
        if not name.endswith(".py") or name.startswith("asyncio/"):
            put(name, data)
        if name.endswith(".py"):
            Path("/a.py").write_bytes(data)
            py_compile.compile("/a.py", "/a.pyc", "/lib/python314.zip/" + name, doraise=True,
                               invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH)
            put(name + "c", Path("/a.pyc").read_bytes())
`);
writeFileSync(to, py.FS.readFile("/out.zip"));
