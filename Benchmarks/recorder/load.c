// Sends the audio of many calls at the pace of speech: each stream is one G.711 packet of 20 ms to a port of its own.
//   load PORTS SECONDS     PORTS: a file with one UDP port of 127.0.0.1 a line
// The streams' packets are spread over the 20 ms, so that nothing bursts. Octet i of packet n of stream s is
// (31 s + n + i) mod 256 with the two silences spared: whoever records it can prove what came. Prints what was sent, the
// CPU seconds it took, and the largest lateness of a slot in ms.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>

enum { SLOTS = 20, PAYLOAD = 160, PACKET = 12 + PAYLOAD, BATCH = 256, MOST = 65536 };
static struct sockaddr_in to[MOST];
static uint8_t packets[BATCH][PACKET];
static struct iovec vectors[BATCH];
static struct mmsghdr messages[BATCH];

static void fill(uint8_t *packet, uint32_t stream, uint32_t number) {
    uint32_t stamp = htonl(number * PAYLOAD), source = htonl(stream + 1);
    uint16_t sequence = htons((uint16_t)number);
    packet[0] = 0x80, packet[1] = 8;
    memcpy(packet + 2, &sequence, 2), memcpy(packet + 4, &stamp, 4), memcpy(packet + 8, &source, 4);
    for (int i = 0; i < PAYLOAD; i++) {
        uint8_t octet = (uint8_t)(31 * stream + number + i);
        packet[12 + i] = octet == 0xD5 || octet == 0xFF ? 1 : octet;
    }
}

static double late(const struct timespec *due) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (now.tv_sec - due->tv_sec) * 1e3 + (now.tv_nsec - due->tv_nsec) / 1e6;
}

int main(int count, char **arguments) {
    if (count != 3) return fputs("usage: load PORTS SECONDS\n", stderr), 64;
    FILE *file = fopen(arguments[1], "r");
    if (!file) return perror(arguments[1]), 66;
    unsigned streams = 0, port;
    while (streams < MOST && fscanf(file, "%u", &port) == 1)
        to[streams++] = (struct sockaddr_in){AF_INET, htons((uint16_t)port), {htonl(INADDR_LOOPBACK)}, {0}};
    int socket_ = socket(AF_INET, SOCK_DGRAM, 0), room = 4 << 20;
    struct sockaddr_in self = {AF_INET, 0, {htonl(INADDR_LOOPBACK)}, {0}};
    setsockopt(socket_, SOL_SOCKET, SO_SNDBUF, &room, sizeof room);
    if (socket_ < 0 || bind(socket_, (struct sockaddr *)&self, sizeof self) < 0) return perror("socket"), 71;

    unsigned long sent = 0, refused = 0;
    double worst = 0;
    struct timespec due;
    clock_gettime(CLOCK_MONOTONIC, &due);
    for (uint32_t number = 0; number < 50u * (unsigned)atoi(arguments[2]); number++) {
        for (unsigned slot = 0; slot < SLOTS; slot++) {
            clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &due, NULL);
            double lateness = late(&due);
            if (lateness > worst) worst = lateness;
            unsigned next = slot * streams / SLOTS, end = (slot + 1) * streams / SLOTS;
            while (next < end) {
                int size = 0;
                for (; size < BATCH && next < end; size++, next++) {
                    fill(packets[size], next, number);
                    vectors[size] = (struct iovec){packets[size], PACKET};
                    messages[size].msg_hdr = (struct msghdr){
                        .msg_name = &to[next], .msg_namelen = sizeof to[next], .msg_iov = &vectors[size], .msg_iovlen = 1,
                    };
                }
                for (int done = 0; done < size;) {
                    int took = sendmmsg(socket_, messages + done, (unsigned)(size - done), 0);
                    if (took <= 0) refused++, done++;
                    else sent += (unsigned)took, done += took;
                }
            }
            due.tv_nsec += 1000000000 / 50 / SLOTS;
            if (due.tv_nsec >= 1000000000) due.tv_nsec -= 1000000000, due.tv_sec++;
        }
    }
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    double cpu = usage.ru_utime.tv_sec + usage.ru_stime.tv_sec + (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
    printf("{\"sent\": %lu, \"refused\": %lu, \"cpu\": %.2f, \"worst\": %.1f}\n", sent, refused, cpu, worst);
    return 0;
}
