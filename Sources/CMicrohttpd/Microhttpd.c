#include "CMicrohttpd.h"

#include <arpa/inet.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>

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

struct MHD_Daemon *cmhd_start(const struct cmhd_settings *settings) {
    unsigned int flags = MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_ERROR_LOG;
    return MHD_start_daemon(
        flags, 0, NULL, NULL, settings->access, settings->context,
        // First, so that complaints about the other options reach the log.
        MHD_OPTION_EXTERNAL_LOGGER, log_line, (void *)settings,
        MHD_OPTION_LISTEN_SOCKET, (MHD_socket)settings->listen_socket,
        MHD_OPTION_STRICT_FOR_CLIENT, (int)1,
        MHD_OPTION_CONNECTION_MEMORY_LIMIT, settings->connection_memory,
        MHD_OPTION_CONNECTION_MEMORY_INCREMENT, (size_t)4096,
        MHD_OPTION_CONNECTION_LIMIT, settings->connection_limit,
        MHD_OPTION_PER_IP_CONNECTION_LIMIT, settings->per_address_limit,
        MHD_OPTION_CONNECTION_TIMEOUT, settings->idle_seconds,
        MHD_OPTION_NOTIFY_CONNECTION, settings->connection, settings->context,
        MHD_OPTION_NOTIFY_COMPLETED, settings->completed, settings->context,
        MHD_OPTION_URI_LOG_CALLBACK, settings->target, settings->context,
        MHD_OPTION_UNESCAPE_CALLBACK, leave_escaped, NULL,
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

void cmhd_client_address(struct MHD_Connection *connection, char *text, size_t size) {
    const union MHD_ConnectionInfo *fact = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    text[0] = 0;
    if (!fact || !fact->client_addr) return;
    if (fact->client_addr->sa_family == AF_INET) {
        inet_ntop(AF_INET, &((const struct sockaddr_in *)fact->client_addr)->sin_addr, text, (socklen_t)size);
    } else if (fact->client_addr->sa_family == AF_INET6) {
        inet_ntop(AF_INET6, &((const struct sockaddr_in6 *)fact->client_addr)->sin6_addr, text, (socklen_t)size);
    }
}
