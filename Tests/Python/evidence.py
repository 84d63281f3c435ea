"""What the service charged, against what the house has to show for it."""

import collections
import hashlib
import json
import pathlib
import sqlite3


# What is counted, by the counters and by the rows themselves.
COUNTERS = [
    (
        "images",
        "SELECT kind, value, count FROM facet WHERE count <> 0",
        """
        SELECT kind, facet.value, count(*) FROM image, json_each(image.facets) AS token
        JOIN facet ON facet.id = token.value WHERE trashed_at IS NULL GROUP BY facet.id
        """,
    ),
    (
        "money",
        """
        SELECT service, day, user_id, model, generations, microdollars FROM spending
        WHERE generations <> 0 OR microdollars <> 0
        """,
        """
        SELECT service, spent_on, user_id, model, count(*), sum(CAST(round(cost_usd * 1e6) AS INTEGER))
        FROM generation WHERE cost_usd IS NOT NULL AND spent_on IS NOT NULL
        GROUP BY service, spent_on, user_id, model
        """,
    ),
]


def connect(folder):
    database = sqlite3.connect(f"file:{folder}/contactsheet.sqlite?mode=ro", uri=True, timeout=20)
    database.row_factory = sqlite3.Row
    return database


def rows(folder, query, *arguments):
    database = connect(folder)
    try:
        return database.execute(query, arguments).fetchall()
    finally:
        database.close()


class Evidence:
    """Read once nothing moves any more; `faults` are the sentences about what is wrong."""

    def __init__(self, folder, ledger, promised):
        self.folder = pathlib.Path(folder)
        self.promised = promised
        self.faults = []
        entries = [json.loads(line) for line in pathlib.Path(ledger).read_text().splitlines()]
        refunded = {entry["request_id"] for entry in entries if entry["event"] == "refund"}
        charges = [entry for entry in entries if entry["event"] == "charge"]
        assert len({entry["request_id"] for entry in charges}) == len(charges), "the ledger charged a request twice"
        self.charges = collections.defaultdict(list)
        for entry in charges:
            if entry["request_id"] not in refunded:
                self.charges[entry["inputs"]["prompt"]].append(entry)
        self.generations = rows(
            folder, "SELECT generation.*, user.name AS person FROM generation JOIN user ON user.id = user_id"
        )
        self.images = rows(folder, "SELECT * FROM image")
        self.states = collections.Counter(row["state"] for row in self.generations)
        self.look_at_wishes()
        self.look_at_charges()
        self.look_at_files()
        self.look_at_the_database()

    def blame(self, sentence):
        self.faults.append(sentence)

    def look_at_wishes(self):
        prompts = collections.Counter(row["prompt"] for row in self.generations)
        for prompt, count in prompts.items():
            if count > 1:
                self.blame(f"“{prompt}” has {count} generations")
        ids = {row["prompt"]: row["id"] for row in self.generations}
        for prompt, number in self.promised.items():
            if ids.get(prompt) != number:
                self.blame(f"“{prompt}” was promised as generation {number}, there is {ids.get(prompt)}")
        for row in self.generations:
            if not row["prompt"].endswith(f" of {row['person']}"):
                self.blame(f"“{row['prompt']}” is said to be {row['person']}'s")

    def look_at_charges(self):
        self.twice = sum(len(charges) - 1 for charges in self.charges.values())
        generations = {row["prompt"]: row for row in self.generations}
        for prompt, charges in self.charges.items():
            if len(charges) > 1:
                self.blame(f"“{prompt}” was charged {len(charges)} times")
            generation = generations.get(prompt)
            if generation is None:
                self.blame(f"“{prompt}” was charged and has no generation")
                continue
            charge = charges[0]
            if json.loads(generation["request"]) != charge["inputs"] or generation["model"] != charge["model"]:
                self.blame(f"“{prompt}” was sent as {charge['inputs']}, but is kept as {generation['request']}")
            if generation["request_id"] not in (None, *(charge["request_id"] for charge in charges)):
                self.blame(f"“{prompt}” was adopted by another request, {generation['request_id']}")
        for prompt, generation in generations.items():
            if generation["state"] == "completed" and prompt not in self.charges:
                self.blame(f"“{prompt}” is completed without a charge")

    def charged(self, *states):
        """The generations in these states that were charged."""
        return [row for row in self.generations if row["state"] in states and self.charges.get(row["prompt"])]

    def look_at_files(self):
        kept = collections.defaultdict(list)
        for image in self.images:
            kept[image["generation_id"]].append(image)
            path = self.folder / image["path"]
            bytes_ = path.read_bytes() if path.is_file() else b""
            if len(bytes_) != image["bytes"] or hashlib.sha256(bytes_).hexdigest() != image["sha256"]:
                self.blame(f"the picture {image['path']} is missing or not what it was")
        for generation in self.generations:
            samples = generation["samples"] if generation["state"] == "completed" else 0
            if sorted(image["sample"] for image in kept[generation["id"]]) != list(range(samples)):
                self.blame(
                    f"generation {generation['id']} is {generation['state']} ({generation['error']}) with "
                    f"{len(kept[generation['id']])} of {generation['samples']} pictures"
                )
        files = {str(path.relative_to(self.folder)) for path in (self.folder / "images").rglob("*") if path.is_file()}
        self.leftovers = sorted(path for path in files if path.endswith(".tmp"))
        self.orphans = sorted(files - {image["path"] for image in self.images} - set(self.leftovers))

    def look_at_the_database(self):
        if [row[0] for row in rows(self.folder, "PRAGMA integrity_check")] != ["ok"]:
            self.blame("the database is damaged")
        if rows(self.folder, "PRAGMA foreign_key_check"):
            self.blame("the database has rows that refer to nothing")
        for what, counted, actual in COUNTERS:
            if set(map(tuple, rows(self.folder, counted))) != set(map(tuple, rows(self.folder, actual))):
                self.blame(f"the counters of {what} do not say what is there")

    def told(self, kills, wishes):
        charges = sum(map(len, self.charges.values()))
        return (
            f"{kills} kills, {wishes} wishes ({len(self.promised)} promised), {charges} charges, "
            f"{self.states['completed']} completed, {self.states['unresolved']} unresolved "
            f"({len(self.charged('unresolved'))} of them charged), {self.states['failed']} failed, "
            f"{self.twice} charged twice, {len(self.orphans)} orphans, {len(self.leftovers)} unfinished files"
        )
