"""TLS: what it carries, whom it refuses, and how a certificate is renewed."""

import contextlib
import hashlib
import re
import socket
import ssl

import pytest
import trustme
from wire import certificate, certificate_shown, refused, served, trusting, until


@pytest.fixture(scope="module")
def authority():
    return trustme.CA()


@pytest.fixture
def switches(tmp_path, authority):
    return certificate(tmp_path, authority)


def test_everything_goes_over_tls(tmp_path, address, authority, switches):
    context = trusting(authority)
    with served(tmp_path, *switches, sandbox=address) as house:
        assert house.scheme == "https"
        page = house.ask("/", context=context)
        assert page.status == 200
        asset = re.search(rb'(/public/[^"]+\.css[^"]*)"', page.text).group(1).decode().replace("&amp;", "&")
        assert len(house.ask(asset, context=context).text) > 1000
        # From a descriptor and from memory, and a part of it.
        digest = house.picture(context)
        for _ in range(2):
            assert hashlib.sha256(house.ask(f"/files/{digest}", context=context).text).hexdigest() == digest
        part = house.ask(f"/files/{digest}", headers={"range": "bytes=0-99"}, context=context)
        assert (part.status, len(part.text)) == (206, 100)
        # A stream stays open, tells, and ends with the program.
        with contextlib.closing(house.connection(context)) as connection:
            connection.request("GET", "/queue/events")
            stream = connection.getresponse()
            assert stream.readline().startswith(b":")
            house.picture(context)
            assert until(lambda: b"event:" in stream.readline())
            house.stop()
            with contextlib.suppress(ssl.SSLEOFError):
                stream.read()


def test_a_hundred_connections_at_once(tmp_path, authority, switches):
    context = trusting(authority)
    with served(tmp_path, *switches) as house, contextlib.ExitStack() as stack:
        connections = [stack.enter_context(contextlib.closing(house.connection(context))) for _ in range(100)]
        for _ in range(2):
            for connection in connections:
                connection.request("GET", "/models")
            for connection in connections:
                answer = connection.getresponse()
                assert answer.status == 200 and answer.read().endswith(b"</html>\n")


@pytest.mark.filterwarnings("ignore:ssl.TLSVersion")
@pytest.mark.parametrize("version, works", [
    (ssl.TLSVersion.TLSv1_1, False), (ssl.TLSVersion.TLSv1_2, True), (ssl.TLSVersion.TLSv1_3, True),
])
def test_the_old_versions_are_refused(tmp_path, authority, switches, version, works):
    context = trusting(authority)
    context.set_ciphers("ALL:@SECLEVEL=0")
    context.minimum_version = context.maximum_version = version
    with served(tmp_path, *switches) as house:
        if works:
            assert house.ask("/healthz", context=context).text == b"ok\n"
        else:
            with pytest.raises((ssl.SSLError, ConnectionError)):
                house.ask("/healthz", context=context)


def test_no_cipher_without_forward_secrecy_and_authentication(tmp_path, authority, switches):
    with served(tmp_path, *switches) as house:
        for ciphers in ["AES128-GCM-SHA256", "ECDHE-ECDSA-AES128-SHA:ECDHE-RSA-AES128-SHA"]:
            context = trusting(authority)
            context.maximum_version = ssl.TLSVersion.TLSv1_2
            context.set_ciphers(ciphers + ":@SECLEVEL=0")
            with pytest.raises((ssl.SSLError, ConnectionError)):
                house.ask("/healthz", context=context)


def test_plain_http_is_hung_up_on(tmp_path, switches):
    with served(tmp_path, *switches) as house:
        with socket.create_connection(("127.0.0.1", house.port), 10) as client:
            client.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
            with contextlib.suppress(ConnectionError):
                while client.recv(4096):
                    pass


def test_a_renewed_certificate_is_shown_without_a_restart(tmp_path, address, authority, switches):
    context = trusting(authority)
    with served(tmp_path, *switches, sandbox=address) as house, contextlib.closing(house.connection(context)) as kept:
        def asked():
            kept.request("GET", "/healthz")
            return kept.getresponse().read()
        assert asked() == b"ok\n"
        with contextlib.closing(house.connection(context)) as watching:
            watching.request("GET", "/queue/events")
            stream = watching.getresponse()
            assert stream.readline().startswith(b":")
            shown = [certificate_shown(house.port, context)]

            certificate(tmp_path, authority)
            until(lambda: certificate_shown(house.port, context) != shown[0])
            shown.append(certificate_shown(house.port, context))

            # A broken one, a key of another, and one that is gone leave the good one.
            for name in ["certificate.pem", "key.pem"]:
                (tmp_path / name).write_text("-----BEGIN CERTIFICATE-----\nnot base64\n-----END CERTIFICATE-----\n")
            until(lambda: house.complaints().count("the one before is kept") == 1)
            (tmp_path / "key.pem").unlink()
            until(lambda: house.complaints().count("the one before is kept") == 2)
            assert certificate_shown(house.port, context) == shown[1]

            certificate(tmp_path, authority)
            until(lambda: certificate_shown(house.port, context) not in shown)
            # Who was connected notices nothing of all that.
            assert asked() == b"ok\n"
            house.picture(context)
            assert until(lambda: b"event:" in stream.readline())


def test_files_that_do_not_serve_are_told(tmp_path, authority, switches):
    missing = tmp_path / "missing.pem"
    broken = tmp_path / "broken.pem"
    broken.write_text("no certificate")
    other = tmp_path / "other"
    other.mkdir()
    certificate(other, authority)
    good, key = switches[1], switches[3]
    for pair, sentence in [
        ((missing, key), f"{missing} cannot be read"), ((good, missing), f"{missing} cannot be read"),
        ((broken, key), f"{broken} is no certificate"), ((good, broken), f"{broken} is no certificate"),
        ((good, other / "key.pem"), f"does not belong to the certificate {good}"),
        ((tmp_path, key), f"{tmp_path} cannot be read"),
    ]:
        line = refused(tmp_path, "--tls-certificate", pair[0], "--tls-key", pair[1])
        assert sentence in line and len(line.splitlines()) == 1, line
    assert "go together" in refused(tmp_path, "--tls-key", key)


def test_a_key_that_everybody_can_read_is_warned_of(tmp_path, switches):
    with served(tmp_path, *switches) as house:
        assert "can read the key" not in house.complaints()
    switches[3].chmod(0o644)
    with served(tmp_path, *switches) as house:
        until(lambda: "Everybody on this machine can read the key" in house.complaints())
