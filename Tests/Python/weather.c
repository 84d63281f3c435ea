// Bad weather for one process, by LD_PRELOAD: while $WEATHER/readonly is there, no regular file can be written or
// made; $WEATHER/clock holds the seconds by which the clock on the wall has jumped.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static const char *path(const char *name, char *buffer, size_t size) {
    const char *folder = getenv("WEATHER");
    snprintf(buffer, size, "%s/%s", folder ? folder : "", name);
    return buffer;
}

static int refuses(void) {
    char name[4096];
    int kept = errno, is = access(path("readonly", name, sizeof name), F_OK) == 0;
    errno = is ? EROFS : kept;
    return is;
}

static int refusesFile(int file) {
    struct stat status;
    return fstat(file, &status) == 0 && S_ISREG(status.st_mode) && refuses();
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

#define OPEN(name)                                                                                     \
    int name(const char *file, int flags, ...) {                                                       \
        va_list rest;                                                                                  \
        va_start(rest, flags);                                                                         \
        mode_t mode = va_arg(rest, mode_t);                                                            \
        va_end(rest);                                                                                  \
        if ((flags & O_ACCMODE) != O_RDONLY && (flags & O_CREAT) && refuses()) return -1;              \
        return REAL(name)(file, flags, mode);                                                          \
    }
OPEN(open)
OPEN(open64)

ssize_t write(int file, const void *bytes, size_t count) {
    return refusesFile(file) ? -1 : REAL(write)(file, bytes, count);
}
ssize_t pwrite(int file, const void *bytes, size_t count, off_t at) {
    return refusesFile(file) ? -1 : REAL(pwrite)(file, bytes, count, at);
}
ssize_t pwrite64(int file, const void *bytes, size_t count, off64_t at) {
    return refusesFile(file) ? -1 : REAL(pwrite64)(file, bytes, count, at);
}
int rename(const char *from, const char *to) { return refuses() ? -1 : REAL(rename)(from, to); }
int mkdir(const char *folder, mode_t mode) { return refuses() ? -1 : REAL(mkdir)(folder, mode); }

int clock_gettime(clockid_t clock, struct timespec *moment) {
    int result = REAL(clock_gettime)(clock, moment);
    if (result != 0 || clock != CLOCK_REALTIME) return result;
    char name[4096], text[32] = {0};
    int kept = errno, file = REAL(open)(path("clock", name, sizeof name), O_RDONLY | O_CLOEXEC, 0);
    if (file >= 0) {
        if (read(file, text, sizeof text - 1) > 0) moment->tv_sec += atol(text);
        close(file);
    }
    errno = kept;
    return result;
}
