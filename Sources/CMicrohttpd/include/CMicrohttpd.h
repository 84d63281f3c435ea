// libmicrohttpd, with the few lines that Swift cannot say: its variadic start, its logger's va_list, zlib's macros,
// GnuTLS' unions, and two GNU extensions of the C library.
#ifndef CMICROHTTPD_H
#define CMICROHTTPD_H

#include <gnutls/abstract.h>
#include <gnutls/gnutls.h>
#include <microhttpd.h>
#include <stddef.h>
#include <stdint.h>

/// What the daemon is started with. Every callback is called on the daemon's one thread, with `context` first.
struct cmhd_settings {
    int listen_socket;
    size_t connection_memory;
    unsigned int connection_limit;
    unsigned int idle_seconds;
    void *context;
    MHD_AcceptPolicyCallback accept;
    MHD_AccessHandlerCallback access;
    MHD_RequestCompletedCallback completed;
    MHD_NotifyConnectionCallback connection;
    void *(*target)(void *context, const char *uri, struct MHD_Connection *connection);
    void (*log)(void *context, const char *line);
    /// Presents the certificate of a TLS connection; NULL for plain HTTP.
    gnutls_certificate_retrieve_function2 *certificate;
};

/// Starts a daemon with one epoll thread; NULL when it cannot. It keeps a copy of nothing but the pointers.
struct MHD_Daemon *cmhd_start(const struct cmhd_settings *settings);

/// The context that the connection callback attached to a connection.
void *cmhd_connection_context(struct MHD_Connection *connection);

/// The connection's socket.
int cmhd_connection_socket(struct MHD_Connection *connection);

/// The size of the request line and header block as received, in bytes.
size_t cmhd_header_size(struct MHD_Connection *connection);

/// The client's address; NULL when it is not known.
const struct sockaddr *cmhd_client_address(struct MHD_Connection *connection);

/// The connection of a TLS session.
struct MHD_Connection *cmhd_session_connection(gnutls_session_t session);

/// A certificate with the chain above it, and its key.
struct ctls_pair {
    gnutls_pcert_st *chain;
    unsigned int count;
    gnutls_privkey_t key;
    /// When the certificate expires, in seconds since 1970; -1 when it does not say.
    int64_t expires;
};

/// What is wrong with a pair.
enum ctls_fault { CTLS_NONE, CTLS_CERTIFICATE, CTLS_KEY, CTLS_MISMATCH };

/// Reads a pair from PEM texts; NULL with the fault, and GnuTLS' word for it, where that is not possible.
struct ctls_pair *ctls_read(
    const uint8_t *certificate, size_t certificate_size, const uint8_t *key, size_t key_size,
    enum ctls_fault *fault, const char **reason);

/// Frees a pair that no session uses any more.
void ctls_free(struct ctls_pair *pair);

/// The size that a gzip of `size` bytes has at most.
size_t cgzip_bound(size_t size);

/// Compresses into gzip format at level 1 to 9; answers the size written, 0 when it does not fit or fails.
size_t cgzip(const uint8_t *source, size_t size, uint8_t *target, size_t capacity, int level);

/// Where `needle` first stands in `bytes` at or behind `start`; -1 when nowhere.
ptrdiff_t cbytes_find(const uint8_t *bytes, size_t size, size_t start, const uint8_t *needle, size_t needle_size);

/// poll's POLLRDHUP, a GNU extension: the other end will send no more.
extern const short CMHD_POLLRDHUP;

#endif
