#include "CMicrohttpd.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

// Paths and queries are decoded in Swift, strictly and once: the library must leave them alone.
static size_t leave_escaped(void *context, struct MHD_Connection *connection, char *text) {
    (void)context;
    (void)connection;
    return strlen(text);
}

static void log_line(void *context, const char *format, va_list arguments) {
    const struct cmhd_settings *settings = context;
    char line[512];
    int length = vsnprintf(line, sizeof line, format, arguments);
    if (length < 0) return;
    size_t end = strlen(line);
    while (end > 0 && line[end - 1] == '\n') line[--end] = 0;
    settings->log(settings->context, line);
}

// TLS 1.2 and 1.3 with forward secrecy and authenticated encryption only.
static const char tls_priorities[] =
    "NORMAL:-VERS-ALL:+VERS-TLS1.3:+VERS-TLS1.2:-RSA:-DHE-RSA:-SHA1:-SHA256:-SHA384:%SERVER_PRECEDENCE";

struct MHD_Daemon *cmhd_start(const struct cmhd_settings *settings) {
    unsigned int flags = MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_ERROR_LOG;
    struct MHD_OptionItem tls[] = {
        {MHD_OPTION_HTTPS_CERT_CALLBACK, 0, (void *)settings->certificate},
        {MHD_OPTION_HTTPS_PRIORITIES, 0, (void *)tls_priorities},
        {MHD_OPTION_END, 0, NULL},
    };
    if (settings->certificate) {
        flags |= MHD_USE_TLS;
    } else {
        tls[0] = tls[2];
    }
    return MHD_start_daemon(
        flags, 0, settings->accept, settings->context, settings->access, settings->context,
        // First, so that complaints about the other options reach the log.
        MHD_OPTION_EXTERNAL_LOGGER, log_line, (void *)settings,
        MHD_OPTION_LISTEN_SOCKET, (MHD_socket)settings->listen_socket,
        MHD_OPTION_STRICT_FOR_CLIENT, (int)1,
        MHD_OPTION_CONNECTION_MEMORY_LIMIT, settings->connection_memory,
        MHD_OPTION_CONNECTION_MEMORY_INCREMENT, (size_t)4096,
        MHD_OPTION_CONNECTION_LIMIT, settings->connection_limit,
        MHD_OPTION_CONNECTION_TIMEOUT, settings->idle_seconds,
        MHD_OPTION_NOTIFY_CONNECTION, settings->connection, settings->context,
        MHD_OPTION_NOTIFY_COMPLETED, settings->completed, settings->context,
        MHD_OPTION_URI_LOG_CALLBACK, settings->target, settings->context,
        MHD_OPTION_UNESCAPE_CALLBACK, leave_escaped, NULL,
        MHD_OPTION_ARRAY, tls,
        MHD_OPTION_END);
}

void *cmhd_connection_context(struct MHD_Connection *connection) {
    const union MHD_ConnectionInfo *fact = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
    return fact ? fact->socket_context : NULL;
}

int cmhd_connection_socket(struct MHD_Connection *connection) {
    const union MHD_ConnectionInfo *fact = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
    return fact ? fact->connect_fd : -1;
}

size_t cmhd_header_size(struct MHD_Connection *connection) {
    const union MHD_ConnectionInfo *fact =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_REQUEST_HEADER_SIZE);
    return fact ? fact->header_size : 0;
}

const struct sockaddr *cmhd_client_address(struct MHD_Connection *connection) {
    const union MHD_ConnectionInfo *fact = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    return fact ? fact->client_addr : NULL;
}

// The library leaves its connection with the session, for its own callbacks and so for ours.
struct MHD_Connection *cmhd_session_connection(gnutls_session_t session) { return gnutls_session_get_ptr(session); }
