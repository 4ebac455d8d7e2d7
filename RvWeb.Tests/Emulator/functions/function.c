/* A Runtime API program in C, on sockets alone: it answers each event with the event itself. */
#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

#define MAXIMUM (6 * 1024 * 1024 + 4096)

static char message[MAXIMUM + 1];
static int api;

static void send_all(const char *text, size_t length)
{
    while (length > 0) {
        ssize_t sent = write(api, text, length);
        if (sent <= 0)
            exit(1);
        text += sent;
        length -= (size_t)sent;
    }
}

/* The value of a header in the message's head, or an empty text. */
static const char *header(const char *name, char *value, size_t size)
{
    value[0] = 0;
    for (char *line = strstr(message, "\r\n"); line && strncmp(line, "\r\n\r\n", 4) != 0; line = strstr(line + 2, "\r\n"))
        if (strncasecmp(line + 2, name, strlen(name)) == 0 && line[2 + strlen(name)] == ':') {
            char *begin = line + 3 + strlen(name);
            begin += strspn(begin, " ");
            snprintf(value, size, "%.*s", (int)strcspn(begin, "\r"), begin);
        }
    return value;
}

/* Reads one response; returns its body, which ends with the message. */
static char *receive(size_t *length)
{
    size_t have = 0;
    char *head_end = NULL, value[32];
    while (!head_end || have < (size_t)(head_end + 4 - message) + *length) {
        ssize_t got = read(api, message + have, MAXIMUM - have);
        if (got <= 0)
            exit(1);
        message[have += (size_t)got] = 0;
        if (!head_end && (head_end = strstr(message, "\r\n\r\n")))
            *length = strtoul(header("Content-Length", value, sizeof value), NULL, 10);
    }
    return head_end + 4;
}

int main(void)
{
    char host[64], head[512], id[64];
    struct sockaddr_in address = { .sin_family = AF_INET };
    snprintf(host, sizeof host, "%s", getenv("AWS_LAMBDA_RUNTIME_API"));
    char *port = strchr(host, ':');
    *port++ = 0;
    address.sin_port = htons((unsigned short)atoi(port));
    inet_pton(AF_INET, host, &address.sin_addr);
    api = socket(AF_INET, SOCK_STREAM, 0);
    if (connect(api, (struct sockaddr *)&address, sizeof address) != 0)
        return 1;
    for (;;) {
        size_t length = 0, ignored = 0;
        int size = snprintf(head, sizeof head, "GET /2018-06-01/runtime/invocation/next HTTP/1.1\r\nHost: %s\r\n\r\n", host);
        send_all(head, (size_t)size);
        char *event = receive(&length);
        header("Lambda-Runtime-Aws-Request-Id", id, sizeof id);
        size = snprintf(head, sizeof head, "POST /2018-06-01/runtime/invocation/%s/response HTTP/1.1\r\nHost: %s\r\nContent-Length: %zu\r\n\r\n", id, host, length);
        send_all(head, (size_t)size);
        send_all(event, length);
        receive(&ignored);
    }
}
