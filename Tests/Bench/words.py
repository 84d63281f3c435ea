"""Prompts as people write them: few words everywhere, hundreds of thousands now and then (Zipf's law)."""

import itertools
import random

# Roughly by how often they stand in prompts.
HEAD = """light|a|of|detailed|the|in|portrait|with|woman|cinematic|photo|highly detailed|and|background|face|hair|eyes
beautiful|8k|realistic|style|sharp focus|on|art|soft|man|lighting|dark|illustration|color|digital painting|fantasy|intricate
by|old|film|golden hour|depth of field|young|blue|red|city|night|forest|at|wearing|photography|sky|water|concept art|street
white|black|studio lighting|masterpiece|vintage|close up|girl|mountain|dramatic|ultra|atmosphere|from|smooth|green|character
sunset|rain|bokeh|fog|house|scene|cat|dress|background blur|oil painting|gold|long exposure|standing|snow|sea|neon|castle
skin texture|flowers|window|boy|fox|35mm photograph|volumetric light|wooden|moon|armor|trees|dog|small|garden|glass|river
watercolour|symmetrical|misty|harbour|stone|lighthouse|winter|car|looking at viewer|robot|autumn|space|leather|market|silver
pastel|horse|bird|cyberpunk|ruins|wide angle|steampunk|smile|desert|train|violin|pear|macro|kettle|staircase|orchard|heron
tram|comet|glacier|etching|linen|poster|logo|isometric|low poly|product shot|food|bread|kitchen|bicycle|umbrella|lantern"""
NEGATIVES = """low quality|worst quality|blurry|bad anatomy|extra fingers|deformed|watermark|text|signature|jpeg artifacts
cropped|out of frame|ugly|duplicate|mutated hands|cartoon|3d|painting|oversaturated|noise|grain|open mouth|blemishes"""
SYLLABLES = """ba be bo bri ca ce cha co cra da de do dra el en er fa fe fi fo gra ha he hi ho in is ja ka ke ki ko la le li lo
lu ma me mi mo mu na ne ni no nor o or pa pe pi po pra ra re ri ro ru sa se sha si so sta ta te ti to tra tu va ve vi vo wa
we wi xa ya yo za ze zo""".split()
SIZE = 300_000
SLOPE, SHIFT = 1.3, 10


class Prompts:
    """Always the same ones in the same order."""

    length = 27  # words on average: some 200 characters

    def __init__(self, seed=11):
        self.dice = random.Random(seed)
        head = [word for line in HEAD.splitlines() for word in line.split("|")]
        known, tail = set(head), []
        while len(head) + len(tail) < SIZE:
            word = "".join(self.dice.choices(SYLLABLES, k=self.dice.choice((2, 3, 3, 4))))
            if word not in known:
                known.add(word)
                tail.append(word)
        self.words = head + tail
        self.weights = list(itertools.accumulate((rank + SHIFT) ** -SLOPE for rank in range(SIZE)))
        terms = [word for line in NEGATIVES.splitlines() for word in line.split("|")]
        self.negatives = [", ".join(self.dice.sample(terms, self.dice.randrange(3, 14))) for _ in range(300)]

    def rare(self, images, hits):
        """A word that stands in about so many of so many images."""
        return self.words[round((images * self.length / hits / self.weights[-1]) ** (1 / SLOPE) - SHIFT)]

    def some(self, count):
        """So many prompts and negative prompts; three in ten repeat the one before, as people vary the seed."""
        dice = self.dice
        lengths = [dice.randrange(12, 2 * self.length - 11) for _ in range(count)]
        words = iter(dice.choices(self.words, cum_weights=self.weights, k=sum(lengths)))
        prompt = negative = ""
        for length in lengths:
            mine = list(itertools.islice(words, length))
            if not prompt or dice.random() > 0.3:
                parts = [" ".join(mine[at:at + 4]) for at in range(0, length, 4)]
                if length % 3 == 0:
                    parts[-1] = f"({parts[-1]}:1.{length % 7 + 1})"
                prompt = ", ".join(parts)
                negative = dice.choice(self.negatives) if dice.random() < 0.6 else ""
            yield prompt, negative
