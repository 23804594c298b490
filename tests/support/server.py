"""A web server as GitHub's: the site is in a folder of it, and at a missing page the site's 404.html is shown."""

import contextlib
import gzip
import io
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit


class Handler(SimpleHTTPRequestHandler):
    extensions_map = SimpleHTTPRequestHandler.extensions_map | {
        ".mjs": "text/javascript", ".js": "text/javascript", ".wasm": "application/wasm"}

    def log_message(self, *args):
        pass

    def translate_path(self, path):
        path, under = unquote(urlsplit(path).path), self.server.under
        return str(self.server.site / path.removeprefix(under)) if path.startswith(under) else "/nowhere"

    def send_head(self):
        """Texts are compressed on their way."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        kind = self.guess_type(str(path))
        packed = kind.startswith("text/") or kind in ("application/json", "image/svg+xml")
        if not (packed and path.is_file() and "gzip" in self.headers.get("Accept-Encoding", "")):
            return super().send_head()
        data = gzip.compress(path.read_bytes(), 6, mtime=0)
        self.send_response(200)
        for name, value in (("Content-Type", kind), ("Content-Encoding", "gzip"), ("Content-Length", str(len(data)))):
            self.send_header(name, value)
        self.end_headers()
        return io.BytesIO(data)

    def send_error(self, code, *args):
        page = self.server.site / "404.html"
        data = page.read_bytes() if page.exists() else b""
        self.send_response(code)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)


class Server(ThreadingHTTPServer):
    def handle_error(self, *args):
        pass  # a page was closed


@contextlib.contextmanager
def serve(site: Path, under: str):
    """Serve *site* under the path *under*, such as /some/folder/; yields its address."""
    server = Server(("127.0.0.1", 0), Handler)
    server.site, server.under = site, under
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}{under}"
    server.shutdown()
