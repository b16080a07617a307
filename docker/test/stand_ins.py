"""Images for tests without a registry: Debian's own programs, and a stub where Debian has none.

Each is the program, the libraries that it is linked to and busybox: no distribution around it. docs/testing.md lists
what is real. `python stand_ins.py FOLDER` builds them and writes FOLDER/versions.env; with `--plugin` it puts Debian 13's
compose plugin into the user's folder of plugins instead.
"""

import hashlib
import json
import os
import pathlib
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).parent
BASE = ["busybox-static", "libc6", "libcrypt1", "libpcre2-8-0", "libssl3", "libzstd1", "zlib1g"]
#: Where Debian 12 has none: the suite that does.
SUITES = {"cadvisor": "bullseye", "docker-compose": "trixie"}
PROGRAMS = {
    "PROMETHEUS": ("prometheus", "usr/bin/prometheus", "bin/prometheus"),
    "ALERTMANAGER": ("prometheus-alertmanager", "usr/bin/prometheus-alertmanager", "bin/alertmanager"),
    "NODE_EXPORTER": ("prometheus-node-exporter", "usr/bin/prometheus-node-exporter", "bin/node_exporter"),
    "PROCESS_EXPORTER": ("prometheus-process-exporter", "usr/bin/prometheus-process-exporter", "bin/process-exporter"),
    "CADVISOR": ("cadvisor", "usr/bin/cadvisor", "bin/cadvisor"),
    "RELAY": ("nginx", "usr/sbin/nginx", "bin/nginx"),
}
STUBS = ["GRAFANA", "LOKI", "ALLOY", "JAEGER", "DCGM_EXPORTER", "RESEARCH_BASE"]
#: Folders that a program owns: a new volume takes owner and mode from there, as from the real images.
OWNED = {
    "PROMETHEUS": ("prometheus", 65534),
    "ALERTMANAGER": ("alertmanager", 65534),
    "GRAFANA": ("var/lib/grafana", 472),
    "LOKI": ("loki", 10001),
}
ENTRY_POINTS = {
    "NODE_EXPORTER": ["/bin/node_exporter"],
    "ALERTMANAGER": ["/bin/alertmanager"],
    "PROCESS_EXPORTER": ["/stub/process-exporter.sh"],
    "CADVISOR": ["/bin/cadvisor", "-logtostderr"],
    "GRAFANA": ["/bin/sh", "/stub/grafana.sh"],
    "LOKI": ["/usr/bin/loki"],
    "ALLOY": ["/stub/answers"],
    "JAEGER": ["/cmd/jaeger/jaeger-linux"],
}
#: A program built from its Go module takes the place of its stub: docs/testing.md has the commands.
BUILT = {"LOKI": "usr/bin/loki", "JAEGER": "cmd/jaeger/jaeger-linux"}
ANSWERS = "#!/bin/sh\n[ \"$1\" = -health ] && exec wget -q --spider http://127.0.0.1:3100/ready\n"
ANSWERS += "exec nginx -e /dev/stderr -c /stub/answers.conf\n"


def run(*command, **options):
    return subprocess.run([str(part) for part in command], check=True, capture_output=True, **options)


def package(name, folder):
    """The Debian package, unpacked; fetched once."""
    unpacked = folder / "packages" / name
    if unpacked.exists():
        return unpacked
    fetched = folder / "fetched" / name
    fetched.mkdir(parents=True, exist_ok=True)
    options = other_suite(SUITES[name], folder) if name in SUITES else []
    run("apt-get", *options, "-o", "APT::Sandbox::User=root", "download", "-qq", name, cwd=fetched)
    draft = unpacked.with_suffix(".draft")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(parents=True)
    run("dpkg", "-x", next(fetched.glob("*.deb")), draft)
    draft.rename(unpacked)
    return unpacked


def other_suite(suite, folder):
    """apt's options for a suite of its own: this machine's sources and lists stay as they are."""
    root = folder / "suites" / suite
    options = ["-o", f"Dir::Etc::SourceList={root}/sources.list", "-o", "Dir::Etc::SourceParts=/dev/null"]
    options += ["-o", f"Dir::State::Lists={root}/lists", "-o", f"Dir::Cache={root}/cache"]
    options += ["-o", "Dir::State::status=/dev/null"]
    if not (root / "ready").exists():
        for part in ("lists/partial", "cache/archives/partial"):
            (root / part).mkdir(parents=True, exist_ok=True)
        keys = "/usr/share/keyrings/debian-archive-keyring.gpg"
        (root / "sources.list").write_text(f"deb [signed-by={keys}] {mirror()} {suite} main\n")
        run("apt-get", *options, "-o", "APT::Sandbox::User=root", "update", "-qq")
        (root / "ready").touch()
    return options


def mirror():
    """Where this machine has its own Debian packages from."""
    asked = run("apt-get", "indextargets", "--format", "$(REPO_URI)", "Created-By: Packages", "Label: Debian", text=True)
    return asked.stdout.splitlines()[0]


def base(folder):
    root = folder / "base"
    if root.exists():
        return root
    draft = folder / "base.draft"
    shutil.rmtree(draft, ignore_errors=True)
    for name in BASE:
        shutil.copytree(package(name, folder), draft, symlinks=True, dirs_exist_ok=True)
    for part in ("usr/share", "etc"):
        shutil.rmtree(draft / part, ignore_errors=True)
    for part in ("tmp", "etc", "usr/bin", "usr/lib"):
        (draft / part).mkdir(parents=True, exist_ok=True)
    (draft / "tmp").chmod(0o1777)
    (draft / "etc/passwd").write_text("root:x:0:0::/:/bin/sh\nnobody:x:65534:65534::/:/bin/sh\n")
    (draft / "etc/group").write_text("root:x:0:\nnogroup:x:65534:\n")
    for tool in "sh sed cat cut test wget rm mkdir sleep httpd printf nc ls id".split():
        (draft / "bin" / tool).symlink_to("busybox")
    draft.rename(root)
    return root


def image(name, folder):
    """Builds one and gives its name."""
    reference = f"cellwatch.test/{name.lower().replace('_', '-')}:{fingerprint(name, folder)}"
    if subprocess.run(["docker", "image", "inspect", reference], capture_output=True).returncode == 0:
        return reference
    root = folder / "image"
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(base(folder), root, symlinks=True)
    fill(name, root, folder)
    if name in OWNED:
        path, user = OWNED[name]
        (root / path).mkdir(parents=True, exist_ok=True)
        os.chown(root / path, user, 0)
    entry = json.dumps(ENTRY_POINTS.get(name, []))
    tar = subprocess.Popen(["tar", "-C", root, "-c", "."], stdout=subprocess.PIPE)
    run("docker", "import", "-c", f"ENTRYPOINT {entry}", "-c", "ENV PATH=/bin", "-", reference, stdin=tar.stdout)
    tar.wait()
    shutil.rmtree(root)
    return reference


def fingerprint(name, folder):
    """Of what it is made from, so that a changed stub is a new image."""
    made_from = [pathlib.Path(__file__), *sorted((HERE / "stubs").iterdir())]
    told = os.environ.get(f"CELLWATCH_{name}_PROGRAM", "").encode()
    if name == "ALERTMANAGER":
        made_from.append(authority(folder))
    return hashlib.sha256(b"".join(file.read_bytes() for file in made_from) + told).hexdigest()[:12]


def authority(folder):
    """Whom the Alertmanager of the tests trusts, made once for this machine; the key lies beside the certificate."""
    certificate = folder / "authority.pem"
    if not certificate.exists():
        run("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
            "-days", "3650", "-subj", "/CN=Tests of Cellwatch", "-keyout", certificate.with_suffix(".key"),
            "-out", certificate)  # fmt: skip
    return certificate


def fill(name, root, folder):
    if name in PROGRAMS:
        of, source, target = PROGRAMS[name]
        shutil.copy2(package(of, folder) / source, root / target)
    else:
        shutil.copy2(package("nginx", folder) / "usr/sbin/nginx", root / "bin/nginx")
    if name == "ALERTMANAGER":  # Debian keeps its templates beside the program
        templates = "usr/share/prometheus/alertmanager"
        shutil.copytree(package("prometheus-alertmanager", folder) / templates, root / templates)
        (root / "etc/ssl/certs").mkdir(parents=True)
        shutil.copy2(authority(folder), root / "etc/ssl/certs/ca-certificates.crt")
    shutil.copytree(HERE / "stubs", root / "stub")
    place(root / "stub/answers", ANSWERS)
    if name == "GRAFANA":
        place(root / "bin/grafana", (HERE / "stubs/grafana-cli.sh").read_text())
    if name not in BUILT:
        return
    built = os.environ.get(f"CELLWATCH_{name}_PROGRAM")
    if built:
        (root / BUILT[name]).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(built, root / BUILT[name])
    else:
        place(root / BUILT[name], ANSWERS)


def place(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    path.chmod(0o755)


def build(folder):
    """All of them, and the file that names them."""
    folder.mkdir(parents=True, exist_ok=True)
    names = {name: image(name, folder) for name in [*PROGRAMS, *STUBS]}
    names["SOCKET_PROXY"] = names["RELAY"]
    file = folder / "versions.env"
    file.write_text("".join(f"{name}_IMAGE={reference}\n" for name, reference in names.items()))
    return file


def plugin(folder):
    """Debian 12 has no second compose; Debian 13's is one program."""
    program = "usr/libexec/docker/cli-plugins/docker-compose"
    target = pathlib.Path.home() / ".docker/cli-plugins/docker-compose"
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy2(package("docker-compose", folder) / program, target)


if __name__ == "__main__":
    if sys.argv[2:] == ["--plugin"]:
        plugin(pathlib.Path(sys.argv[1]).absolute())
        sys.exit()
    print(build(pathlib.Path(sys.argv[1]).absolute()))
