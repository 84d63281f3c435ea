"""Pages of the gallery and searches: how fast, and how much slower than where they should be as fast."""

import contextlib
import http.client
import random
import sqlite3
import subprocess
import tempfile
import urllib.parse
import urllib.request

from load import Figures, middle, ratio, rounds, wrk
from programs import serve
from stock import RARE_MODEL
from table import Row

PAGE = 60
WARM = 300  # pages whose cards all fit into the cache: 18,000
COLD = 16_000


def first_and_deep(bench):
    deep = bench.deep()
    runs = rounds(bench.options.rounds, raw=lambda: raw(bench), first=lambda: bench.wrk("/"),
                  deep=lambda: bench.wrk(deep))
    yardstick = middle(runs["raw"])
    figures = middle(runs["first"])
    yield Row("first page", figures, f"{ratio(runs['first'], runs['raw']):.2f} × raw SQLite ({yardstick.rate:,.0f}/s)",
              "4,000/s", figures.rate >= 4000)
    share = ratio(runs["first"], runs["deep"])
    figures = middle(runs["deep"])
    yield Row(f"a page {bench.options.images // 2:,} deep", figures, f"{share:.2f} × the first page's time",
              "4,000/s, 1.2 ×", figures.rate >= 4000 and share <= 1.2)


def many_pages(bench):
    pages, paths = bench.pages(), [f"/?before={place}" for place in bench.pages()]
    some = random.Random(1).sample(paths, min(WARM, len(paths)))
    bench.wrk("/", seconds=60, paths=some, once=True)
    runs = rounds(bench.options.rounds, raw=lambda: raw(bench, pages), some=lambda: bench.wrk("/", paths=some),
                  all=lambda: bench.wrk("/", paths=paths))
    figures = middle(runs["some"])
    yardstick = f"raw SQLite ({middle(runs['raw']).rate:,.0f}/s)"
    yield Row(f"{len(some)} different pages in turn, warm", figures,
              f"{ratio(runs['some'], runs['raw']):.2f} × {yardstick}", "4,000/s", figures.rate >= 4000)
    yield Row(f"{len(paths):,} different pages in turn", middle(runs["all"]),
              f"{ratio(runs['all'], runs['raw']):.2f} × {yardstick}")


def cold_cards(bench):
    """Each page once after a start: no card has been drawn before."""
    paths = [f"/?before={place}" for place in bench.pages()][:COLD]

    bench.rest()

    def once():
        with serve(bench.folder) as house:
            return wrk(house, house.address, 60, paths=paths, once=True)
    runs = rounds(bench.options.rounds, raw=lambda: raw(bench, bench.pages()), cold=once)
    figures = middle(runs["cold"])
    yield Row(f"cold cards, {len(paths):,} pages once each", figures,
              f"{ratio(runs['cold'], runs['raw']):.2f} × raw SQLite", "1,500/s", figures.rate >= 1500)


def searches(bench):
    wanted = list(searched(bench))
    addresses = {name: f"/?{urllib.parse.urlencode({'q': q, **more})}" for name, q, more in wanted}
    words = [f"/?q={urllib.parse.quote(word)}" for word in bench.prompts.words[40:640]]
    for address in addresses.values():
        urllib.request.urlopen(bench.house.address + address).read()
    bench.wrk("/", seconds=60, paths=words, once=True)
    measures = {name: (lambda address=address: bench.wrk(address)) for name, address in addresses.items()}
    measures["600 different words in turn"] = lambda: bench.wrk("/", paths=words)
    runs = rounds(bench.options.rounds, first=lambda: bench.wrk("/"), **measures)
    for name in measures:
        share = ratio(runs["first"], runs[name])
        frames = bench.frames(addresses[name]) if name in addresses else PAGE
        figures = middle(runs[name])
        beside = f"{share:.2f} × the first page's time" + (f", {frames} found" if frames < PAGE else "")
        if not figures.rate:
            beside = f"no answer in {bench.options.seconds} s"
        yield Row(f"search: {name}", figures, beside, "2 ×", share <= 2)
    for order in ("rating", "cost", "random"):
        others = rounds(bench.options.rounds, first=lambda: bench.wrk("/"), order=lambda: bench.wrk(f"/?order={order}"))
        share = ratio(others["first"], others["order"])
        yield Row(f"in the order of {order}", middle(others["order"]), f"{share:.2f} × the first page's time")


def searched(bench):
    """Names, what is typed, and the rest of the address."""
    images, word = bench.options.images, bench.prompts.words
    rare = bench.prompts.rare(images, min(200, images / 5))
    month = bench.month()
    yield f"a rare word ({rare})", rare, {}
    yield "a common word (light)", "light", {}
    yield "a common word, 500,000 deep", "light", {"before": bench.middle_place()}
    yield "a common word and the rare model", f"light model:{RARE_MODEL}", {}
    yield "three filters", "model:dreamshaper steps:30 rating:>3", {}
    yield "a word and three filters", "portrait model:dreamshaper steps:30 rating:>3", {}
    yield "two words", "portrait castle", {}
    yield "a phrase", '"golden hour"', {}
    yield "a prefix", "por*", {}
    yield "without a word", "portrait -woman", {}
    yield "only without", "-light", {}
    yield "a month and a word", f"on:{month} light", {}
    yield "by a person", "by:Ada", {}
    yield "a tag and a word", "tag:poster light", {}
    yield "a rare tag and a word", "tag:hands light", {}
    yield "favourites", "is:favourite", {}
    yield "a collection", "in:exhibition", {}
    yield "a collection in its own order", "in:exhibition", {"order": "hand"}
    yield "a rare word nobody has with it", f"{word[20_000]} {word[20_001]}", {}


def growth(bench):
    """The same page of a library of a thousand, at the same time."""
    with bench.stock.copy(1000) as folder, serve(folder) as small:
        for what, path in [("first page", "/"), ("a page in the middle", bench.deep()),
                           ("search: a common word", "/?q=light")]:
            there = path if path[1:3] != "?b" else f"/?before={middle_place(folder)}"
            for house, address in ((bench.house, path), (small, there)):
                urllib.request.urlopen(house.address + address).read()
            runs = rounds(bench.options.rounds, small=lambda: wrk(small, small.address + there, bench.options.seconds),
                          large=lambda: bench.wrk(path))
            share = ratio(runs["small"], runs["large"])
            yield Row(f"growth from 1,000: {what}", middle(runs["large"]),
                      f"{share:.2f} × the time at 1,000 ({middle(runs['small']).rate:,.0f}/s)", "1.3 ×", share <= 1.3)


def unchanged(bench):
    for what, path in [("first page", "/"), ("a deep page", bench.deep()), ("a search", "/?q=light")]:
        aim = "30,000/s"
        what = f"unchanged {what}, If-None-Match"
        with contextlib.closing(http.client.HTTPConnection(bench.house.address.split("//")[1])) as connection:
            tag = ask(connection, path).headers["ETag"]
            if not tag:
                yield Row(what, None, "the page has no ETag", aim, False)
                continue
            status = ask(connection, path, {"If-None-Match": tag}).status
        if status != 304:
            yield Row(what, None, f"answered with {status}", aim, False)
            continue
        runs = [bench.wrk(path, headers=[f"If-None-Match: {tag}"]) for _ in range(bench.options.rounds)]
        yield Row(what, middle(runs), "", aim, middle(runs).rate >= 30_000)


def ask(connection, path, headers={}):
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    answer.read()
    return answer


def raw(bench, places=()):
    """SQLite's own pace with the same statements, in one thread."""
    with tempfile.NamedTemporaryFile("w") as file:
        file.write("".join(f"{place}\n" for place in places))
        file.flush()
        line = subprocess.run([bench.raw, bench.folder / "contactsheet.sqlite", str(bench.options.seconds), file.name],
                              capture_output=True, text=True, check=True).stdout
    return Figures(*(float(field) for field in line.split()[:3]))


def places(folder):
    """Those before which the pages begin, in another order."""
    with contextlib.closing(sqlite3.connect(folder / "contactsheet.sqlite")) as database:
        rows = database.execute("SELECT place FROM image WHERE trashed_at IS NULL ORDER BY place DESC").fetchall()
    pages = [row[0] for row in rows[PAGE - 1:-1:PAGE]]
    random.Random(2).shuffle(pages)
    return pages


def middle_place(folder):
    with contextlib.closing(sqlite3.connect(folder / "contactsheet.sqlite")) as database:
        return database.execute("SELECT place FROM image WHERE trashed_at IS NULL ORDER BY place DESC LIMIT 1"
                                " OFFSET (SELECT count(*) / 2 FROM image)").fetchone()[0]
