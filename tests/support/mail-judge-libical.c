/* Judges many calendars on stdin, each ended by a NUL, in one process: what judge-libical.c says of one, then a line "end". */
#define main judge_stdin
#include "judge-libical.c"
#undef main

int main(void)
{
    char *calendar = NULL;
    size_t room = 0;
    FILE *all = stdin;
    for (ssize_t length; (length = getdelim(&calendar, &room, 0, all)) > 1;) {
        stdin = fmemopen(calendar, length - 1, "r");
        judge_stdin();
        fclose(stdin);
        puts("end");
    }
    return 0;
}
