"""Holds docs/requirements.md against the test reports: every test that a row names must have run and passed.

A row reads '| R035 | what shows it | `SamplerTest.a_sentence`, `test_kernel_x.py::test_y` |'.
"""

import pathlib
import re
import sys
import xml.etree.ElementTree as ElementTree

ROW = re.compile(r"^\|\s*(R\d{3}(?:\s*,\s*R\d{3})*)\s*\|(.*)\|\s*$")
NAME = re.compile(r"`(\w+Test\.\w+|test_\w+\.py::\w+)`")


def ran(folder):
    names = set()
    for report in pathlib.Path(folder).rglob("*.xml"):
        for case in ElementTree.parse(report).iter("testcase"):
            if any(case.find(tag) is not None for tag in ("failure", "error", "skipped")):
                continue
            owner = case.get("classname", "").split(".")
            method = re.split(r"[\[({ ]", case.get("name", ""))[0]
            names.add(f"{owner[-1]}.{method}")
            names.add(f"{owner[-1]}.py::{method}")
    return names


def main(folder):
    known, wrong, rows = ran(folder), [], 0
    for line in pathlib.Path("docs/requirements.md").read_text().splitlines():
        row = ROW.match(line)
        if not row:
            continue
        rows += 1
        tests = NAME.findall(row.group(2))
        if not tests:
            wrong.append(f"{row.group(1)} names no test")
        wrong += [f"{row.group(1)} names {test}, which did not run" for test in tests if test not in known]
    print(f"{rows} rows")
    print("\n".join(wrong))
    return 1 if wrong or not rows else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
