// libmicrohttpd, with the few lines that Swift cannot say: its variadic start, its logger's va_list, zlib's macros,
// and two GNU extensions of the C library.
#ifndef CMICROHTTPD_H
#define CMICROHTTPD_H

#include <microhttpd.h>
#include <stddef.h>
#include <stdint.h>

/// What the daemon is started with. Every callback is called on the daemon's one thread, with `context` first.
struct cmhd_settings {
    int listen_socket;
    size_t connection_memory;
    unsigned int connection_limit;
    unsigned int per_address_limit;
    unsigned int idle_seconds;
    void *context;
    MHD_AccessHandlerCallback access;
    MHD_RequestCompletedCallback completed;
    MHD_NotifyConnectionCallback connection;
    void *(*target)(void *context, const char *uri, struct MHD_Connection *connection);
    void (*log)(void *context, const char *line);
};

/// Starts a daemon with one epoll thread; NULL when it cannot. It keeps a copy of nothing but the pointers.
struct MHD_Daemon *cmhd_start(const struct cmhd_settings *settings);

/// The context that the connection callback attached to a connection.
void *cmhd_connection_context(struct MHD_Connection *connection);

/// The connection's socket.
int cmhd_connection_socket(struct MHD_Connection *connection);

/// The size of the request line and header block as received, in bytes.
size_t cmhd_header_size(struct MHD_Connection *connection);

/// Writes the client's numeric address into `text` (at least 46 bytes, terminated).
void cmhd_client_address(struct MHD_Connection *connection, char *text, size_t size);

/// The size that a gzip of `size` bytes has at most.
size_t cgzip_bound(size_t size);

/// Compresses into gzip format at level 1 to 9; answers the size written, 0 when it does not fit or fails.
size_t cgzip(const uint8_t *source, size_t size, uint8_t *target, size_t capacity, int level);

/// Where `needle` first stands in `bytes` at or behind `start`; -1 when nowhere.
ptrdiff_t cbytes_find(const uint8_t *bytes, size_t size, size_t start, const uint8_t *needle, size_t needle_size);

/// poll's POLLRDHUP, a GNU extension: the other end will send no more.
extern const short CMHD_POLLRDHUP;

#endif
