"""Stands in for a mail server: it speaks to who asks for TLS and logs in, and keeps what it is given."""

import base64
import contextlib
import email
import email.policy
import socketserver
import ssl
import subprocess
import threading


class Conversation(socketserver.StreamRequestHandler):
    def handle(self):
        self.mail = {"tls": False, "to": []}
        self.say("220 ready")
        for line in iter(lambda: self.rfile.readline(), b""):  # of TLS from STARTTLS on
            word, _, rest = line.decode().strip().partition(" ")
            if word == "QUIT":
                return self.say("221 bye")
            getattr(self, f"on_{word.lower()}", lambda rest: self.say("502 what?"))(rest)

    def say(self, *lines):
        self.wfile.write("".join(f"{line}\r\n" for line in lines).encode())

    def on_ehlo(self, name):
        self.say("250-ready", "250 AUTH PLAIN" if self.mail["tls"] else "250 STARTTLS")

    def on_starttls(self, rest):
        self.say("220 go on")
        self.connection = self.server.context.wrap_socket(self.connection, server_side=True)
        self.rfile = self.connection.makefile("rb")
        self.wfile = self.connection.makefile("wb", buffering=0)
        self.mail["tls"] = True

    def on_auth(self, rest):
        self.mail["user"], self.mail["password"] = base64.b64decode(rest.split()[1]).decode().split("\0")[1:]
        self.say("235 welcome" if self.mail["password"] == self.server.password else "535 no")

    def on_mail(self, rest):
        self.say("250 fine" if "user" in self.mail else "530 log in")

    def on_rcpt(self, rest):
        self.mail["to"].append(rest.removeprefix("TO:").strip("<>"))
        self.say("250 fine")

    def on_data(self, rest):
        self.say("354 go on")
        lines = iter(lambda: self.rfile.readline(), b".\r\n")
        message = email.message_from_bytes(b"".join(lines), policy=email.policy.default)
        self.server.kept.append(self.mail | {"message": message})
        self.say("250 kept")


@contextlib.contextmanager
def mail_server(address, password, authority, folder):
    """Its port at that address, with a certificate of that authority, and what it has kept."""
    certificate, key = folder / "mail.pem", folder / "mail.key"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
         "-subj", "/CN=mail", "-addext", f"subjectAltName=IP:{address}", "-addext", "basicConstraints=critical,CA:FALSE",
         "-CA", authority, "-CAkey", authority.with_suffix(".key"), "-keyout", key, "-out", certificate],
        check=True, capture_output=True,
    )  # fmt: skip
    server = socketserver.ThreadingTCPServer((address, 0), Conversation)
    server.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.context.load_cert_chain(certificate, key)
    server.password, server.kept = password, []
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server.server_address[1], server.kept
    finally:
        server.shutdown()
        server.server_close()
