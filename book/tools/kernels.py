"""Kernels that start at once: forked from one warm Python (`forks.py`) that has imported ipykernel.

Starting a kernel costs more than a second of CPU, nearly all of it imports.  A fork has
its own session, environment and folder.  Where there is no safe fork (Windows, macOS)
`Kernel` starts ordinary kernels, with the same results.
"""

import asyncio
import importlib.util
import json
import os
import queue
import signal
import sys
import tempfile
from contextlib import contextmanager, suppress
from importlib.metadata import EntryPoint
from pathlib import Path

from .forks import Warm

HOOKS = Path(__file__).with_name("hooks")  # on the path of every Python of a cell
HOOK = HOOKS / "kernel.py"
CAN_FORK = sys.platform.startswith("linux")
LAUNCHER = importlib.util.find_spec("ipykernel_launcher").origin
IMPORTED = "ipykernel.ipkernel", "ipykernel.zmqshell", "ipykernel.kernelapp"


class Forked:
    """A kernel of the warm process, with the methods of `subprocess.Popen`."""

    stdin = stdout = stderr = None

    def __init__(self, warm, command, env, cwd):
        self.line = warm.ask([{"argv": [LAUNCHER, *command[3:]], "first": cwd, "cwd": cwd, "env": env, "session": True}])
        self.told = self.line.makefile()
        if not (event := self.told.readline()):
            raise RuntimeError("the process that kernels are forked from did not start")
        self.pid = json.loads(event)[2]
        self.line.setblocking(False)

    def poll(self):
        """None while it runs, then 0."""
        with suppress(BlockingIOError):
            if self.line.fileno() >= 0:
                self.line.recv(1)  # its status, or the end of the warm process
                self.told.close()
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
    """Run the warm process; yields it, or None where there is no fork.

    *folder* is for its socket, *modules* is what kernels find imported already;
    *meanwhile* is called while it starts.
    """
    if not CAN_FORK:
        yield None
        return
    env = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
    env |= {"PYTHONHASHSEED": "0", "PYTHONPATH": str(HOOKS), "MPLBACKEND": "module://matplotlib_inline.backend_inline"}  # as ipykernel does
    warm = Warm(modules=[*IMPORTED, *modules], env=env, folder=folder)
    try:
        meanwhile()
        yield warm
    finally:
        warm.close()


def kernel_class(folder: str, warm: Warm | None, tools: Path):
    """A kernel manager for ipykernel under the running Python.

    *folder* is for sockets, *warm* comes from `warm_process`; cells can import what is in *tools*.
    """
    from jupyter_client.asynchronous import AsyncKernelClient
    from jupyter_client.kernelspec import KernelSpec
    from jupyter_client.manager import AsyncKernelManager
    from jupyter_client.provisioning import KernelProvisionerFactory, LocalProvisioner
    from traitlets import default

    class ForkedProvisioner(LocalProvisioner):
        async def launch_kernel(self, cmd, **options):
            self.process = await asyncio.to_thread(
                Forked, warm, cmd, options["env"], str(options["cwd"]))
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
            display_name="Python 3", language="python", metadata={"kernel_provisioner": {"provisioner_name": "forked"}} if warm else {})

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

