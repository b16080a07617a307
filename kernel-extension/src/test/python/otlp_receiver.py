"""A receiver of traces as OpenTelemetry's collector is one, over the wire, that remembers what came."""

import gzip
import socket
import subprocess
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import grpc
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import (
    ExportTraceServiceRequest,
    ExportTraceServiceResponse,
)
from opentelemetry.proto.collector.trace.v1.trace_service_pb2_grpc import (
    TraceServiceServicer,
    add_TraceServiceServicer_to_server,
)


@dataclass(frozen=True)
class Span:
    name: str
    trace: str
    id: str
    parent: str
    seconds: float
    attributes: dict
    events: tuple
    failed: bool
    resource: dict


class Receiver(TraceServiceServicer):
    """Listens on a loopback port of its own. Use it in a with statement; it may be stopped and started in between."""

    def __init__(self, protocol="grpc", certified_in=None):
        """With a folder, over TLS: with a certificate that only its file vouches for."""
        self.protocol = protocol
        self.certified_in = certified_in
        self.spans = []
        self.headers = []
        self.arrived = threading.Condition()
        self.stopping = None
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]

    @property
    def environment(self):
        """What a kernel has to be told."""
        variables = {
            "OTEL_EXPORTER_OTLP_ENDPOINT": f"http://127.0.0.1:{self.port}",
            "OTEL_EXPORTER_OTLP_PROTOCOL": self.protocol,
        }
        if self.certified_in:
            variables["OTEL_EXPORTER_OTLP_ENDPOINT"] = f"https://localhost:{self.port}"
            variables["OTEL_EXPORTER_OTLP_CERTIFICATE"] = str(self.certified_in / "certificate.pem")
        return variables

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *failure):
        self.stop()

    def start(self):
        self.stopping = self._grpc() if self.protocol == "grpc" else self._http()

    def stop(self):
        if self.stopping:
            self.stopping()
        self.stopping = None

    def _grpc(self):
        server = grpc.server(ThreadPoolExecutor(4), options=[("grpc.so_reuseport", 0)])
        add_TraceServiceServicer_to_server(self, server)
        address = f"127.0.0.1:{self.port}"
        if self.certified_in:
            assert server.add_secure_port(address, self._credentials()) == self.port
        else:
            assert server.add_insecure_port(address) == self.port
        server.start()
        return lambda: server.stop(0).wait(10)

    def _credentials(self):
        key, certificate = self.certified_in / "key.pem", self.certified_in / "certificate.pem"
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "1",
             "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-keyout", key, "-out", certificate],
            check=True, capture_output=True,
        )  # fmt: skip
        return grpc.ssl_server_credentials([(key.read_bytes(), certificate.read_bytes())])

    def _http(self):
        server = ThreadingHTTPServer(("127.0.0.1", self.port), _handler(self))
        server.daemon_threads = True
        server.connections = []
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()

        def stop():
            server.shutdown()
            server.server_close()
            for connection in server.connections:  # those that are kept open would be served on
                with suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)

        return stop

    def Export(self, request, context):
        self.take(request, dict(context.invocation_metadata()))
        return ExportTraceServiceResponse()

    def take(self, request, headers):
        with self.arrived:
            self.headers.append(headers)
            for of_resource in request.resource_spans:
                resource = _values(of_resource.resource.attributes)
                for of_scope in of_resource.scope_spans:
                    self.spans += [_span(one, resource) for one in of_scope.spans]
            self.arrived.notify_all()

    def until(self, condition, timeout=30):
        """Waits until what came is as it should be, and gives it."""
        end = time.monotonic() + timeout
        with self.arrived:
            while not condition(self.spans):
                left = end - time.monotonic()
                if left <= 0:
                    raise TimeoutError(f"not so within {timeout} s: {[span.name for span in self.spans]}")
                self.arrived.wait(left)
            return list(self.spans)

    def named(self, name, timeout=30):
        """The newest span of a name, as soon as it came."""
        found = self.until(lambda spans: any(span.name == name for span in spans), timeout)
        return [span for span in found if span.name == name][-1]


def tree(spans, root):
    """What is below a span: (name, [the same of each child, by name])."""
    children = [tree(spans, span) for span in spans if span.parent == root.id and span.trace == root.trace]
    return root.name, sorted(children)


def _handler(receiver):
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def setup(self):
            super().setup()
            self.server.connections.append(self.connection)

        def do_POST(self):
            body = self._body()
            if self.path != "/v1/traces" or self.headers["Content-Type"] != "application/x-protobuf":
                self.send_error(404)
                return
            if self.headers.get("Content-Encoding") == "gzip":
                body = gzip.decompress(body)
            receiver.take(
                ExportTraceServiceRequest.FromString(body), {k.lower(): v for k, v in self.headers.items()}
            )
            self.send_response(200)  # the answer that nothing is wrong is an empty message
            self.send_header("Content-Type", "application/x-protobuf")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def _body(self):
            if self.headers.get("Transfer-Encoding") != "chunked":
                return self.rfile.read(int(self.headers.get("Content-Length", 0)))
            parts = []
            while size := int(self.rfile.readline(), 16):
                parts.append(self.rfile.read(size))
                self.rfile.readline()
            self.rfile.readline()
            return b"".join(parts)

        def log_message(self, *unused):
            pass

    return Handler


def _span(one, resource):
    return Span(
        name=one.name,
        trace=one.trace_id.hex(),
        id=one.span_id.hex(),
        parent=one.parent_span_id.hex(),
        seconds=(one.end_time_unix_nano - one.start_time_unix_nano) / 1e9,
        attributes=_values(one.attributes),
        events=tuple(event.name for event in one.events),
        failed=one.status.code == 2,
        resource=resource,
    )


def _values(attributes):
    return {one.key: getattr(one.value, one.value.WhichOneof("value")) for one in attributes}
