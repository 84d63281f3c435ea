"""Segmind's public Python client, version 1.3.0, against the sandbox."""

import base64
import dataclasses
import importlib

import httpx
import pytest
from segmind import InferenceFailed, InferenceTimeout, SegmindClient, SegmindError

SLUG = "sdxl1.0-realdream-lightning"
PLAIN = {"prompt": "a lighthouse at dusk", "seed": 7, "img_width": 512, "img_height": 512}
JPEG = b"\xff\xd8\xff"


def wait(job):
    return job.wait(timeout=30, interval=0.05)


def failure(call, *arguments, **parameters):
    with pytest.raises(SegmindError) as caught:
        call(*arguments, **parameters)
    return caught.value


def test_run_brings_a_picture(client):
    body = client.run(SLUG, **PLAIN)
    assert body["status"] == "COMPLETED"
    assert body["metrics"]["inference_time"] >= 0
    media = httpx.get(body["output"])
    assert media.headers["content-type"] == "image/jpeg"
    assert media.content.startswith(JPEG)


def test_the_same_request_brings_the_same_bytes(client):
    first, second = (httpx.get(client.run(SLUG, **PLAIN)["output"]).content for _ in range(2))
    assert first == second
    other = httpx.get(client.run(SLUG, **{**PLAIN, "seed": 8})["output"]).content
    assert first != other


def test_submit_async_gives_absolute_addresses(client, address):
    job = client.submit_async(SLUG, **PLAIN)
    assert job.status_url == f"{address}/v2/requests/{job.request_id}/status"
    assert job.response_url == f"{address}/v2/requests/{job.request_id}"
    assert wait(job)["output"].startswith(f"{address}/media/")


def test_status_goes_through_its_words(start_sandbox):
    client = SegmindClient(api_key="a", base_url=start_sandbox("--latency", "2") + "/v1")
    job = client.submit_async(SLUG, **PLAIN)
    seen = [job.status()["status"]]
    while seen[-1] in ("QUEUED", "PROCESSING"):
        status = job.status()["status"]
        if status != seen[-1]:
            seen.append(status)
    assert seen == ["QUEUED", "PROCESSING", "COMPLETED"]


def test_a_wait_that_is_too_short_loses_nothing(start_sandbox):
    client = SegmindClient(api_key="a", base_url=start_sandbox("--latency", "1") + "/v1")
    job = client.submit_async(SLUG, **PLAIN)
    with pytest.raises(InferenceTimeout):
        job.wait(timeout=0.1, interval=0.05)
    assert wait(job)["status"] == "COMPLETED"


def test_run_sync_brings_the_picture_itself(client):
    response = client.run_sync(SLUG, **PLAIN)
    assert response.headers["content-type"] == "image/jpeg"
    assert response.content.startswith(JPEG)
    assert response.content == httpx.get(client.run(SLUG, **PLAIN)["output"]).content


def test_run_sync_with_base64(client):
    response = client.run_sync(SLUG, **PLAIN, base64=True)
    assert base64.b64decode(response.json()["image"]).startswith(JPEG)


def test_run_with_base64(client):
    assert base64.b64decode(client.run(SLUG, **PLAIN, base64=True)["output"]).startswith(JPEG)


def test_several_samples(client):
    outputs = wait(client.submit_async(SLUG, **PLAIN, samples=3))["output"]
    pictures = {httpx.get(url).content for url in outputs}
    assert len(outputs) == len(pictures) == 3


def test_several_samples_in_one_answer(client):
    pictures = client.run_sync(SLUG, **PLAIN, samples=2).json()["image"]
    assert len({base64.b64decode(picture) for picture in pictures}) == 2


def test_a_failed_request(client):
    job = client.submit_async(SLUG, **{**PLAIN, "prompt": "a cat, sandbox:fail"})
    with pytest.raises(InferenceFailed) as caught:
        wait(job)
    assert "blocked" in caught.value.detail
    assert job.result()["status"] == "FAILED"
    assert failure(client.run_sync, SLUG, **{**PLAIN, "prompt": "sandbox:fail"}).status == 422


def test_an_unknown_request(client):
    job = client.submit_async(SLUG, **PLAIN)
    lost = dataclasses.replace(job, status_url=job.status_url.replace(job.request_id, "nothing"))
    error = failure(lost.status)
    assert error.status == 404 and error.detail


def test_another_keys_request_is_unknown(client, address):
    job = client.submit_async(SLUG, **PLAIN)
    stranger = SegmindClient(api_key="stranger", base_url=f"{address}/v1")
    assert failure(dataclasses.replace(job, _client=stranger).status).status == 404


def test_a_missing_key(address, monkeypatch):
    monkeypatch.delenv("SEGMIND_API_KEY", raising=False)
    client = SegmindClient(base_url=f"{address}/v1")
    for call in (client.run_sync, client.submit_async):
        error = failure(call, SLUG, **PLAIN)
        assert error.status == 401 and error.detail


def test_an_unknown_model(client):
    assert failure(client.run, "sdxl9", **PLAIN).status == 404


def test_bad_parameters_are_named(client):
    error = failure(client.run, SLUG, prompt="a", img_width=513, samples=0)
    assert error.status == 400
    assert "img_width" in error.detail and "samples" in error.detail


@pytest.mark.parametrize("status", [400, 401, 403, 406, 429, 500, 502, 503, 504])
def test_every_status_on_demand(client, status):
    prompt = {**PLAIN, "prompt": f"a cat, sandbox:{status}"}
    assert failure(client.submit_async, SLUG, **prompt).status == status
    assert failure(client.run_sync, SLUG, **prompt).status == status


def test_a_dropped_answer(client):
    with pytest.raises(httpx.TransportError):
        client.submit_async(SLUG, **{**PLAIN, "prompt": "sandbox:drop"})


def test_the_history(client, address, monkeypatch):
    # The package has an object of the module's name, so the module is asked for by import.
    module = importlib.import_module("segmind.generations")
    monkeypatch.setattr(module, "REQUEST_HISTORY_URL", f"{address}/inference-request/request-history")
    job = client.submit_async(SLUG, **PLAIN)
    wait(job)
    (row,) = client.generations.history()["data"]
    assert row["request_id"] == job.request_id
    assert row["model_status"] == "COMPLETED"
    assert row["request_body"] == PLAIN
    assert row["credits_deduction"] == pytest.approx(0.002)
    assert httpx.get(row["generation_url"]).content.startswith(JPEG)
    assert client.generations.get(job.request_id) == row
    assert client.generations.history(status="FAILED")["data"] == []
    assert failure(client.generations.get, "nothing").status == 404
    assert failure(client.generations.history, per_page=101).status == 400
