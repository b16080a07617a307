"""A base image for the notebooks' container, without a registry: Debian, this machine's JDK and JupyterLab from PyPI.

It is laid out as the real one (quay.io/jupyter/base-notebook) is, as far as docker/research/Dockerfile asks: JupyterLab in
CONDA_DIR, tini, the home folder of user 1000 in group 100. The extension, the kernel and the image are the real ones.
"""

import hashlib
import os
import pathlib
import re
import shutil
import subprocess
import sys

from stand_ins import mirror, run

PACKAGES = "ca-certificates,python3,python3-venv,tini"
REQUIREMENTS = (
    pathlib.Path(__file__).parents[2]
    / "environment-manager/src/main/resources/dev/cellwatch/environment/jupyter/requirements.txt"
)
NEEDED = ("jupyterlab", "jjava", "plotly", "jupyter-server-proxy")
PREFIX = "/opt/conda"
HOME = "/home/jovyan"


def image(folder):
    """Builds it, or finds that it is there, and gives its name."""
    reference = f"cellwatch.test/research:{fingerprint()}"
    if subprocess.run(["docker", "image", "inspect", reference], capture_output=True).returncode == 0:
        return reference
    root = filled(folder)
    settings = {"PATH": f"{PREFIX}/bin:/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin", "CONDA_DIR": PREFIX, "HOME": HOME}
    settings |= {"NB_UID": "1000", "LANG": "C.UTF-8"}
    changes = [part for name, value in settings.items() for part in ("-c", f"ENV {name}={value}")]
    tar = subprocess.Popen(["tar", "-C", root, "-c", "."], stdout=subprocess.PIPE)
    run("docker", "import", *changes, "-", reference, stdin=tar.stdout)
    tar.wait()
    return reference


def fingerprint():
    """Of what it is made from."""
    parts = [pathlib.Path(__file__).read_bytes(), REQUIREMENTS.read_bytes(), str(java_home()).encode()]
    return hashlib.sha256(b"".join(parts)).hexdigest()[:12]


def java_home():
    home = os.environ.get("JAVA_HOME")
    return pathlib.Path(home) if home else pathlib.Path(shutil.which("javac")).resolve().parents[1]


def filled(folder):
    """The file system; kept for the next engine."""
    root = folder / f"research-{fingerprint()}"
    if root.exists():
        return root
    draft = root.with_suffix(".draft")
    shutil.rmtree(draft, ignore_errors=True)
    run("debootstrap", "--variant=minbase", f"--include={PACKAGES}", "bookworm", draft, mirror())
    java(draft)
    python(draft)
    (draft / "home").mkdir(exist_ok=True)
    run("install", "-d", "-m", "2775", "-o", "1000", "-g", "100", f"{draft}{HOME}")
    for waste in ("var/cache/apt/archives", "usr/share/doc", "usr/share/locale", "var/lib/apt/lists"):
        shutil.rmtree(draft / waste, ignore_errors=True)
    draft.rename(root)
    return root


def java(root):
    """This machine's JDK, with the configuration that Debian keeps elsewhere."""
    target = root / "opt/java"
    leave = shutil.ignore_patterns("src.zip", "demo", "docs", "*.jmod")
    shutil.copytree(java_home(), target, symlinks=False, ignore=leave, ignore_dangling_symlinks=True)
    for program in ("java", "javac"):
        (root / "usr/bin" / program).symlink_to(f"/opt/java/bin/{program}")


def python(root):
    """JupyterLab, with the packages that the launcher pins."""
    pins = [line for line in REQUIREMENTS.read_text().splitlines() if re.split("=", line)[0] in NEEDED]
    wheels = root / "wheels"
    version = run("chroot", root, "python3", "-c", "import sys; print('%d.%d' % sys.version_info[:2])", text=True)
    options = ["--quiet", "--only-binary=:all:", "--python-version", version.stdout.strip(), "--dest", wheels]
    run(sys.executable, "-m", "pip", "download", *options, *pins)
    run("chroot", root, "python3", "-m", "venv", PREFIX)
    offline = ["--quiet", "--no-index", "--find-links", "/wheels", "--no-compile"]
    run("chroot", root, f"{PREFIX}/bin/pip", "install", *offline, *pins, env={"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "HOME": "/root"})
    shutil.rmtree(wheels)
