"""Kernels that start at once: forked from one warm process that has imported ipykernel.

Starting a kernel costs more than a second of CPU, nearly all of it imports.  The warm
process (``python book/tools/kernels.py SOCKET``) does them once; each kernel is then a fork
of it, in its own session, with its own environment and folder.  Forks share neither
open files nor random state: the warm process opens none and draws no numbers, and
Python seeds `random` again after a fork.  Where there is no safe fork (Windows, macOS)
`Kernel` starts ordinary kernels, with the same results.
"""

import asyncio
import importlib
import importlib.util
import json
import os
import queue
import runpy
import signal
import socket
import subprocess
import sys
import tempfile
from contextlib import contextmanager, suppress
from importlib.metadata import EntryPoint
from pathlib import Path

HOOKS = Path(__file__).with_name("hooks")  # on the path of every Python of a cell
HOOK = HOOKS / "kernel.py"
CAN_FORK = sys.platform.startswith("linux")
running = set()  # in the warm process: the kernels


def serve(path: str, modules: list[str]) -> None:
    """The warm process: fork a kernel for each request, until standard input ends.

    It imports *modules* too, what the chapters will import.
    """
    del sys.path[0]  # this folder; `python -m ipykernel_launcher` has the same path then
    os.environ["JPY_PARENT_PID"] = str(os.getpid())  # ipykernel reads it when imported
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGCHLD, reap)
    import gc
    import selectors

    import ipykernel.ipkernel
    import ipykernel.zmqshell  # noqa: F401
    from ipykernel import kernelapp

    os.environ["MPLBACKEND"] = "module://matplotlib_inline.backend_inline"  # as ipykernel does
    for module in modules:
        with suppress(ImportError):
            importlib.import_module(module)
    gc.freeze()  # a collection in a fork would copy all these pages
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(path)
    listener.listen(64)
    print("ready", flush=True)
    with selectors.DefaultSelector() as wait:
        wait.register(listener, selectors.EVENT_READ)
        wait.register(sys.stdin, selectors.EVENT_READ)
        while not any(key.fileobj is sys.stdin for key, _ in wait.select()):
            request, _ = listener.accept()
            if pid := os.fork():
                running.add(pid)
                request.sendall(f"{pid}\n".encode())
                request.close()
                continue
            wait.close()
            listener.close()
            become(json.loads(request.makefile().readline()))
            kernelapp.launch_new_instance()  # `request` stays open: its end is the kernel's
            sys.stdout.flush()
            os._exit(0)
    for pid in running:  # the executor is gone: nobody else would end them
        with suppress(ProcessLookupError):
            os.killpg(pid, signal.SIGKILL)


def reap(*signal_):
    """Take note of kernels that have ended (so that their CPU time is counted)."""
    with suppress(ChildProcessError):
        while pid := os.waitpid(-1, os.WNOHANG)[0]:
            running.discard(pid)


def become(job: dict) -> None:
    """Make a fork what a process started with this command would be."""
    os.setsid()
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.chdir(job["cwd"])
    parent = os.environ["JPY_PARENT_PID"]
    os.environ.clear()
    os.environ.update(job["env"], JPY_PARENT_PID=parent)
    runpy.run_path(str(HOOKS / "sitecustomize.py"))  # as at the start of a Python
    launcher = importlib.util.find_spec("ipykernel_launcher").origin
    sys.argv = [launcher, *job["command"][3:]]
    null = os.open(os.devnull, os.O_RDONLY)
    os.dup2(null, 0)
    os.close(null)


class Forked:
    """A kernel of the warm process, with the methods of `subprocess.Popen`."""

    stdin = stdout = stderr = None

    def __init__(self, path, command, env, cwd):
        self.line = socket.socket(socket.AF_UNIX)
        self.line.connect(path)
        job = {"command": command, "env": env, "cwd": cwd}
        self.line.sendall(json.dumps(job).encode() + b"\n")
        self.pid = int(self.line.makefile().readline())
        self.line.setblocking(False)

    def poll(self):
        """None while it runs, then 0."""
        with suppress(BlockingIOError):
            if self.line.fileno() < 0 or not self.line.recv(1):
                self.line.close()
                return 0
        return None

    def wait(self):
        return self.poll()

    def send_signal(self, number):
        with suppress(ProcessLookupError):
            os.killpg(self.pid, number)

    def kill(self):
        self.send_signal(signal.SIGKILL)

    def terminate(self):
        self.send_signal(signal.SIGTERM)


@contextmanager
def warm_process(folder: str, modules=(), meanwhile=lambda: None):
    """Run the warm process; yields the metadata that a kernel spec needs to use it.

    *folder* is for its socket, *modules* is what kernels find imported already;
    *meanwhile* is called while it starts.
    """
    if not CAN_FORK:
        yield {}
        return
    path = os.path.join(folder, "warm")
    env = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
    warm = subprocess.Popen([sys.executable, __file__, path, *modules], stdin=subprocess.PIPE,
                            stdout=subprocess.PIPE, text=True, start_new_session=True,
                            env=env | {"PYTHONHASHSEED": "0", "PYTHONPATH": str(HOOKS)})
    try:
        meanwhile()
        if warm.stdout.readline() != "ready\n":
            raise RuntimeError("the process that kernels are forked from did not start")
        yield {"kernel_provisioner": {"provisioner_name": "forked", "config": {"path": path}}}
    finally:
        warm.stdin.close()
        warm.stdout.close()
        try:
            warm.wait(5)
        except subprocess.TimeoutExpired:
            warm.kill()
            warm.wait()


def kernel_class(folder: str, metadata: dict, tools: Path):
    """A kernel manager for ipykernel under the running Python.

    *folder* is for sockets, *metadata* comes from `warm_process`; cells can import what is in *tools*.
    """
    from jupyter_client.asynchronous import AsyncKernelClient
    from jupyter_client.kernelspec import KernelSpec
    from jupyter_client.manager import AsyncKernelManager
    from jupyter_client.provisioning import KernelProvisionerFactory, LocalProvisioner
    from traitlets import Unicode, default

    class ForkedProvisioner(LocalProvisioner):
        path = Unicode()

        async def launch_kernel(self, cmd, **options):
            self.process = await asyncio.to_thread(
                Forked, self.path, cmd, options["env"], str(options["cwd"]))
            self.pid = self.pgid = self.process.pid
            return self.connection_info

    class Entry(EntryPoint):
        def load(self):
            return ForkedProvisioner

    factory = KernelProvisionerFactory.instance()
    factory.provisioners["forked"] = Entry("forked", "kernels", factory.GROUP_NAME)

    class Client(AsyncKernelClient):
        async def wait_for_ready(self, timeout=None):
            """Until the kernel answers, on the channel of outputs, which then is connected.

            jupyter_client goes on until nothing has come there for 0.2 s.
            """
            while True:
                self.kernel_info()
                with suppress(queue.Empty):
                    await self.get_iopub_msg(timeout=1)
                    return
                if not await self.is_alive():
                    raise RuntimeError("it did not start")

    class Kernel(AsyncKernelManager):
        kernel_spec = KernelSpec(
            argv=[sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
            + ["--HistoryManager.enabled=False", "--InteractiveShell.colors=nocolor"]
            + [f"--IPKernelApp.exec_lines=exec(open({str(HOOK)!r}).read(), {{'TOOLS': {str(tools)!r}}})"],
            display_name="Python 3", language="python", metadata=metadata)

        @default("client_factory")
        def _client_factory(self):
            return Client

        @default("connection_file")
        def _connection_file(self):  # with the sockets, so that it goes with them
            return os.path.join(tempfile.mkdtemp(dir=folder), "connection.json")

        @default("transport")
        def _transport(self):  # over TCP anyone on the machine could connect
            return "tcp" if os.name == "nt" else "ipc"

        @default("ip")
        def _ip(self):  # the default is one path for all kernels: they would collide
            return "127.0.0.1" if os.name == "nt" else tempfile.mkdtemp(dir=folder) + "/s"

    return Kernel


if __name__ == "__main__":
    serve(sys.argv[1], sys.argv[2:])
