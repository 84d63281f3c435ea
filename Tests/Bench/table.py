"""The table that is printed at the end."""

import dataclasses
import sys

from load import Figures

HEAD = ["what", "per second", "p50 ms", "p99 ms", "CPU ms", "MB", "beside its yardstick", "aim", "met"]


@dataclasses.dataclass
class Row:
    what: str
    figures: Figures | None = None
    beside: str = ""
    aim: str = ""
    met: bool | None = None  # None where there is no aim

    def cells(self):
        numbers = self.figures or Figures(None, None, None)
        met = {True: "yes", False: "NO", None: ""}[self.met]
        return [self.what, text(numbers.rate, 0), text(numbers.p50, 2), text(numbers.p99, 2), text(numbers.cpu, 3),
                text(numbers.memory, 0), self.beside, self.aim, met]


def text(number, digits):
    return "" if number is None else f"{number:,.{digits}f}"


def show(rows):
    table = [HEAD, *(row.cells() for row in rows)]
    widths = [max(len(line[column]) for line in table) for column in range(len(HEAD))]
    right = range(1, 6)
    for number, line in enumerate(table):
        cells = [cell.rjust(width) if column in right else cell.ljust(width)
                 for column, (cell, width) in enumerate(zip(line, widths))]
        print("| " + " | ".join(cells) + " |")
        if number == 0:
            print("|" + "|".join("-" * (width + 1) + (":" if column in right else "-")
                                 for column, width in enumerate(widths)) + "|")
    sys.stdout.flush()
