"""Kernels for tests: each is started once for a file and version, and ended after it."""

import pytest
from kernel_session import Session

VERSIONS = ["1.0a8", "1.0a6"]


@pytest.fixture(scope="module", params=VERSIONS)
def kernel(request):
    """A kernel with Cellwatch, in the newest and in the oldest JJava that is supported."""
    with Session(request.param) as session:
        yield session


@pytest.fixture
def nothing_runs_on(request):
    """Afterwards no monitor is left in the kernel that tests share."""
    yield
    if "kernel" in request.fixturenames:
        request.getfixturevalue("kernel").run("%live_monitor stop all")


@pytest.fixture
def fresh_kernel():
    """A kernel with Cellwatch that the test may break."""
    with Session() as session:
        yield session
