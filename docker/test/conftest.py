"""Real kernels are driven here as they are where they are tested."""

import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parents[2] / "kernel-extension/src/test/python"))
