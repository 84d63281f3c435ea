"""Load by wrk, and what it told."""

import contextlib
import dataclasses
import os
import pathlib
import re
import statistics
import subprocess
import tempfile

CLIENTS = 16
UNITS = {"us": 0.001, "ms": 1, "s": 1000, "m": 60_000}


@dataclasses.dataclass
class Figures:
    rate: float  # requests/s
    p50: float  # ms
    p99: float  # ms
    cpu: float = None  # ms of the measured program's per request
    memory: float = None  # MB after it


def wrk(house, address, seconds, headers=(), paths=None, once=False):
    """Loads one address, or paths below it in turn; `once` ends with the last of them. A house is looked at, too."""
    command = ["wrk", "-t1", f"-c{CLIENTS}", f"-d{seconds}s", "--timeout", "20s", "--latency"]
    for header in headers:
        command += ["-H", header]
    with contextlib.ExitStack() as stack:
        if paths:
            file = stack.enter_context(tempfile.NamedTemporaryFile("w"))
            file.write("\n".join(paths) + "\n")
            file.flush()
            script = ["--", file.name] + (["once"] if once else [])
            command += ["-s", pathlib.Path(__file__).with_name("pages.lua"), address, *script]
        else:
            command += [address]
        before = house.processor() if house else 0
        output = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        spent = house.processor() - before if house else 0
    lost = re.search(r"Socket errors: connect (\d+), read (\d+), write (\d+)", output)
    assert "Non-2xx" not in output and not (lost and any(map(int, lost.groups()))), output
    requests = int(re.search(r"(\d+) requests in", output).group(1))
    if house:
        house.settle()
    if not requests:
        return Figures(0, seconds * 1000, seconds * 1000)
    rate = float(re.search(r"Requests/sec:\s+([\d.]+)", output).group(1))
    figures = Figures(rate, percentile(output, 50), percentile(output, 99))
    if house:
        figures.cpu, figures.memory = spent / requests * 1000, house.memory()
    return figures


def percentile(output, share):
    number, unit = re.search(rf"{share}%\s+([\d.]+)(us|ms|s|m)\b", output).groups()
    return float(number) * UNITS[unit]


def rounds(count, **measures):
    """Measures each in turn, `count` times over, so that what disturbs the machine disturbs them all."""
    runs = {name: [] for name in measures}
    for _ in range(count):
        for name, measure in measures.items():
            runs[name].append(measure())
    return runs


def middle(runs):
    """The medians."""
    def median(name):
        values = [getattr(run, name) for run in runs if getattr(run, name) is not None]
        return statistics.median(values) if values else None
    return Figures(*(median(field.name) for field in dataclasses.fields(Figures)))


def ratio(ours, theirs):
    """How many times as fast, the median of the rounds; what did not answer at all counts as one answer an hour."""
    return statistics.median(max(one.rate, 1 / 3600) / max(other.rate, 1 / 3600) for one, other in zip(ours, theirs))


def machine():
    with open("/proc/cpuinfo") as file:
        names = re.findall(r"model name\s*: (.*)", file.read())
    return f"{os.cpu_count()} cores{', ' + names[0] if names else ''}"
