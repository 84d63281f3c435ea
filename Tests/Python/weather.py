"""Bad weather around the house: a disk that fills, a folder that turns read-only, a clock that jumps."""

import errno
import os
import pathlib
import shutil
import subprocess

import pytest


class Disk:
    """A small disk in a mount namespace of its own, which lives as long as a process that holds it."""

    def __init__(self, folder, size):
        folder.mkdir()
        script = 'mount -t tmpfs -o size="$1" none "$2" && echo mounted && exec cat'
        self.folder = folder
        self.holder = subprocess.Popen(
            ["unshare", "-rm", "sh", "-c", script, "sh", size, folder],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        )
        if self.holder.stdout.readline() != b"mounted\n":
            self.close()
            pytest.skip("this machine lets nobody mount a disk of their own")
        # The same place as it is seen from outside.
        self.outside = pathlib.Path(f"/proc/{self.holder.pid}/root{folder}")
        self.ballast = self.outside / "ballast"
        self.prefix = ["nsenter", "-t", str(self.holder.pid), "-U", "-m", "--preserve-credentials"]

    def fill(self):
        """Leaves no byte free."""
        with open(self.ballast, "wb", buffering=0) as file:
            for size in (1 << 16, 1 << 12, 1):
                try:
                    while True:
                        file.write(bytes(size))
                except OSError as error:
                    assert error.errno == errno.ENOSPC

    def free(self):
        self.ballast.unlink()

    def remount(self, option):
        subprocess.run([*self.prefix, "mount", "-o", f"remount,{option}", str(self.folder)], check=True)

    def close(self):
        self.holder.stdin.close()
        self.holder.wait(timeout=20)


class Weather:
    """A library that is loaded before all others and spoils what the system answers."""

    def __init__(self, folder):
        self.folder = folder
        library = folder / "weather.so"
        source = pathlib.Path(__file__).with_name("weather.c")
        compiler = shutil.which("cc") or shutil.which("clang")
        subprocess.run([compiler, "-shared", "-fPIC", "-O1", "-Wall", "-o", library, source, "-ldl"], check=True)
        self.environment = {"LD_PRELOAD": str(library), "WEATHER": str(folder)}

    def read_only(self, is_so):
        flag = self.folder / "readonly"
        flag.touch() if is_so else flag.unlink()

    def jump(self, seconds):
        """Sets the clock so far off the true time, at once and whole."""
        new = self.folder / "clock.new"
        new.write_text(str(seconds))
        os.rename(new, self.folder / "clock")
