"""The strengths of the ranking against an independent implementation, choix, on votes given by program."""

import json
import math
import random

import choix
import numpy
import pytest
from choix.opt import PairwiseFcts
from programs import House, Sandbox

MODELS = [
    "sdxl1.0-dreamshaper", "sdxl1.0-newreality-lightning", "sdxl1.0-realdream-lightning", "sdxl1.0-realvis",
    "sdxl1.0-yamers-realistic",
]
GUIDANCES = [2, 4.5, 7, 11]
PRIOR_DEVIATION = 2
DIGITS = 5e-5  # what rounds to the same four digits, or to neighbours


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    folder = tmp_path_factory.mktemp("ranking")
    sandbox = Sandbox(folder, "--latency", 0)
    served = House(folder, sandbox)
    try:
        sandbox.start()
        yield served.start()
        served.stop()
        sandbox.stop()
    finally:
        served.end()
        sandbox.end()


def ask(house, method, path, body=None, expected=200):
    status, _, answer = house.ask(method, path, body)
    assert status == expected, answer
    return json.loads(answer)


def make(house, requests):
    """Makes a picture of each request; returns their numbers."""
    made = [
        ask(house, "POST", "/api/generations", {"model": model, "parameters": {"prompt": "a pear", "seed": 7, **more}}, 201)
        for model, more in requests
    ]
    house.settled()
    return [ask(house, "GET", f"/api/generations/{one['id']}")["images"][0]["id"] for one in made]


@pytest.fixture(scope="module")
def models(house):
    return make(house, [(model, {}) for model in MODELS])


@pytest.fixture(scope="module")
def guidances(house):
    return make(house, [("sdxl1.0-realvis", {"guidance_scale": guidance}) for guidance in GUIDANCES])


def vote(house, images, person, verdicts):
    """Gives votes, each two contestants and what is said of them, from random sides."""
    dice = random.Random(person)
    for one, other, said in verdicts:
        left, right, outcome = images[one], images[other], {1: "left", -1: "right", 0: "tie", None: "bad"}[said]
        if dice.random() < 0.5:
            left, right, outcome = right, left, {"left": "right", "right": "left"}.get(outcome, outcome)
        body = {"left_image_id": left, "right_image_id": right, "outcome": outcome, "person": person}
        ask(house, "POST", "/api/votes", body, 201)


def doubled(verdicts):
    """Wins as choix takes them, everything twice, so that a tie is a whole win each way."""
    pairs = []
    for one, other, said in verdicts:
        if said is not None:
            pairs += [(one, other)] * (1 + said) + [(other, one)] * (1 - said)
    return pairs


def expect_like_choix(lines, names, verdicts, has_prior):
    count = len(names)
    pairs = doubled(verdicts)
    penalty = 2 / (2 * PRIOR_DEVIATION**2) if has_prior else 0
    if has_prior:
        expected = choix.opt_pairwise(count, pairs, alpha=penalty, tol=1e-12)
    else:
        wins = numpy.zeros((count, count))
        for winner, loser in pairs:
            wins[winner, loser] += 0.5
        expected = choix.ilsr_pairwise_dense(wins, tol=1e-12)
    expected -= expected.mean()
    # The variance among strengths of mean zero; of the doubled data it is half as large.
    information = PairwiseFcts(pairs, penalty).hessian(expected) / 2
    centre = numpy.identity(count) - 1 / count
    reach = 1.959964 * numpy.sqrt(numpy.diag(numpy.linalg.pinv(centre @ information @ centre)))
    found = {line["name"]: line for line in lines}
    assert set(found) == set(names)
    for index, name in enumerate(names):
        assert found[name]["strength"] == pytest.approx(expected[index], abs=DIGITS)
        assert found[name]["low"] == pytest.approx(expected[index] - reach[index], abs=DIGITS)
        assert found[name]["high"] == pytest.approx(expected[index] + reach[index], abs=DIGITS)
        assert found[name]["votes"] == sum(index in verdict[:2] for verdict in verdicts)
    strengths = [line["strength"] for line in lines]
    assert strengths == sorted(strengths, reverse=True)
    assert sum(strengths) == pytest.approx(0, abs=1e-9)


def drawn(strengths, count, dice, ties=0.0, bad=0.0, pair=None):
    """Votes as people of such tastes would give them."""
    verdicts = []
    for _ in range(count):
        one, other = pair() if pair else dice.sample(range(len(strengths)), 2)
        chance = dice.random()
        if chance < bad:
            said = None
        elif chance < bad + ties:
            said = 0
        else:
            said = 1 if dice.random() < 1 / (1 + math.exp(strengths[other] - strengths[one])) else -1
        verdicts.append((one, other, said))
    return verdicts


def test_balanced_votes(house, models):
    verdicts = drawn([0.8, -1.0, 0.1, 0.6, -0.5], 120, random.Random(1))
    vote(house, models, "Ada", verdicts)
    lines = ask(house, "GET", "/api/ranking?by=model&person=Ada")
    expect_like_choix(lines, MODELS, verdicts, has_prior=False)


def test_unbalanced_votes_with_ties_and_both_bad(house, models):
    dice = random.Random(2)
    weights = [(0, 1)] * 30 + [(1, 2)] * 8 + [(2, 3)] * 2 + [(3, 4)] * 4 + [(0, 4)]
    verdicts = drawn([1.5, -1.5, 0.0, 0.7, -0.7], 150, dice, ties=0.25, bad=0.15, pair=lambda: dice.choice(weights))
    # Whatever the dice say: somebody has won each way along a chain.
    verdicts += [(a, b, said) for a, b in [(0, 1), (1, 2), (2, 3), (3, 4)] for said in (1, -1)]
    vote(house, models, "Bob", verdicts)
    lines = ask(house, "GET", "/api/ranking?by=model&person=Bob")
    expect_like_choix(lines, MODELS, verdicts, has_prior=False)


def test_what_the_votes_leave_open_is_held_by_the_weak_prior(house, models):
    # One has won every time.
    verdicts = [(0, 1, 1), (0, 2, 1), (1, 2, 1), (2, 1, 1), (0, 3, 1), (3, 4, 0), (4, 1, 1), (0, 4, 1)]
    vote(house, models, "Cleo", verdicts)
    lines = ask(house, "GET", "/api/ranking?by=model&person=Cleo")
    expect_like_choix(lines, MODELS, verdicts, has_prior=True)
    assert {line["rank"] for line in lines} == {1}, "so few votes tell nobody apart"


def test_groups_that_never_met_are_measured_each_by_itself(house, models):
    pair, trio = [(0, 1, 1), (1, 0, 1), (0, 1, 1)], [(2, 3, 0), (3, 4, 1), (4, 2, 1), (2, 4, 1)]
    vote(house, models, "Dora", pair + trio)
    lines = ask(house, "GET", "/api/ranking?by=model&person=Dora")
    expect_like_choix([line for line in lines if line["name"] in MODELS[:2]], MODELS[:2], pair, has_prior=False)
    shifted = [(one - 2, other - 2, said) for one, other, said in trio]
    expect_like_choix([line for line in lines if line["name"] in MODELS[2:]], MODELS[2:], shifted, has_prior=False)
    assert {line["rank"] for line in lines} == {1}


def test_a_parameter_is_ranked_by_its_values(house, guidances):
    verdicts = drawn([-1.2, 0.4, 0.9, -0.1], 90, random.Random(5), ties=0.1)
    vote(house, guidances, "Emil", verdicts)
    lines = ask(house, "GET", "/api/ranking?by=guidance_scale&person=Emil")
    expect_like_choix(lines, ["2", "4.5", "7", "11"], verdicts, has_prior=False)
    assert ask(house, "GET", "/api/ranking?by=model&person=Emil") == []


def test_clear_strengths_have_ranks_of_their_own(house, models):
    pairs = [(one, other) for one in range(3) for other in range(one)]
    verdicts = [(one, other, 1 if number < 36 else -1) for one, other in pairs for number in range(40)]
    vote(house, models[:3], "Fay", verdicts)
    lines = ask(house, "GET", "/api/ranking?by=model&person=Fay")
    expect_like_choix(lines, MODELS[:3], verdicts, has_prior=False)
    assert [line["rank"] for line in lines] == [1, 2, 3]
    assert [line["name"] for line in lines] == MODELS[2::-1]
