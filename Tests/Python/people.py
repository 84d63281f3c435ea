"""People who wish for pictures, at a house that comes and goes."""

import http.client
import json
import random
import threading
import urllib.parse

# Asynchronous models, and the synchronous one twice as often as each of them.
MODELS = ["sdxl1.0-dreamshaper", "sdxl1.0-realdream-lightning", "sdxl1.0-realvis", "sdxl1.0-realvis"]
NAMES = ["Ada", "Berenice", "Claude", "Dora", "Eadweard"]


class Door:
    """Where the house is just now."""

    def __init__(self):
        self.condition = threading.Condition()
        self.address = None
        self.wishes = 0
        self.is_closed = False

    def open(self, address, wishes):
        """Lets so many more wishes in."""
        with self.condition:
            self.address = address
            self.wishes = wishes
            self.condition.notify_all()

    def shut(self):
        with self.condition:
            self.address = None

    def close(self):
        with self.condition:
            self.is_closed = True
            self.condition.notify_all()

    def wait(self):
        """The address as soon as a wish is let in; None once none will be any more."""
        with self.condition:
            self.condition.wait_for(lambda: self.address and self.wishes or self.is_closed)
            self.wishes -= 1
            return None if self.is_closed else self.address

    def pause(self, seconds):
        """Waits, but no longer than until the door is closed for good."""
        with self.condition:
            self.condition.wait_for(lambda: self.is_closed, timeout=seconds)


class People:
    """Everybody, each in a thread; what the house promised them is kept."""

    def __init__(self, seed, pause=0.2):
        self.door = Door()
        self.promised = {}  # the prompt of every accepted wish, and its generation's id
        self.refused = []  # the answers that were neither a promise nor a lost connection
        self.wishes = 0  # every attempt, also those whose answer was lost
        self.pause = pause
        self.lock = threading.Lock()
        self.threads = [
            threading.Thread(target=self.wish_on, args=(name, random.Random(f"{seed} {name}")), daemon=True)
            for name in NAMES
        ]

    def begin(self):
        for thread in self.threads:
            thread.start()

    def end(self):
        self.door.close()
        for thread in self.threads:
            thread.join(timeout=60)
            assert not thread.is_alive(), "a wish was never answered"

    def wish_on(self, name, chances):
        while address := self.door.wait():
            with self.lock:
                self.wishes += 1
                # No prompt twice: a wish whose answer was lost is not made again, so a charge names its wish.
                prompt = f"wish {self.wishes} of {name}"
            self.wish(address, name, prompt, chances)
            self.door.pause(chances.uniform(0, 2 * self.pause))

    def wish(self, address, name, prompt, chances):
        parameters = {"prompt": prompt, "img_width": 512, "img_height": 512, "samples": chances.choice([1, 1, 1, 2])}
        wish = {"model": chances.choice(MODELS), "parameters": parameters, "person": name}
        parts = urllib.parse.urlsplit(address)
        connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=60)
        try:
            connection.request("POST", "/api/generations", json.dumps(wish), {"content-type": "application/json"})
            answer = connection.getresponse()
            body = answer.read()
        except (OSError, http.client.HTTPException):
            return  # the house is gone; whether it took the wish nobody knows
        finally:
            connection.close()
        with self.lock:
            if answer.status == 201:
                self.promised[prompt] = json.loads(body)["id"]
            else:
                self.refused.append((answer.status, body))
