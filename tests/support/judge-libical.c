/* Judges a calendar on stdin with libical: a line "fault<TAB>..." for each fault, "start<TAB>uid<TAB>UTC" for each event. */
#include <libical/ical.h>
#include <stdio.h>
#include <stdlib.h>

static void faults(icalcomponent *comp)
{
    for (icalproperty *p = icalcomponent_get_first_property(comp, ICAL_XLICERROR_PROPERTY); p;
         p = icalcomponent_get_next_property(comp, ICAL_XLICERROR_PROPERTY))
        printf("fault\t%s\n", icalproperty_get_xlicerror(p));
    for (icalcomponent *c = icalcomponent_get_first_component(comp, ICAL_ANY_COMPONENT); c;
         c = icalcomponent_get_next_component(comp, ICAL_ANY_COMPONENT))
        faults(c);
}

/* Without METHOD libical demands almost nothing of an event: it is held against PUBLISH (RFC 5546 3.2.1), whose one demand
   more is an organizer. */
static int keeps_restrictions(icalcomponent *calendar)
{
    icalcomponent *copy = icalcomponent_new_clone(calendar);
    if (icalcomponent_get_method(copy) == ICAL_METHOD_NONE) {
        icalcomponent_set_method(copy, ICAL_METHOD_PUBLISH);
        for (icalcomponent *e = icalcomponent_get_first_component(copy, ICAL_VEVENT_COMPONENT); e;
             e = icalcomponent_get_next_component(copy, ICAL_VEVENT_COMPONENT))
            icalcomponent_add_property(e, icalproperty_new_organizer("mailto:judge@example.org"));
    }
    int keeps = icalrestriction_check(copy);
    icalcomponent_free(copy);
    return keeps;
}

int main(void)
{
    static char text[8 << 20];
    text[fread(text, 1, sizeof text - 1, stdin)] = 0;
    ical_set_unknown_token_handling_setting(ICAL_TREAT_AS_ERROR);
    icalcomponent *calendar = icalparser_parse_string(text);
    if (!calendar || icalcomponent_isa(calendar) != ICAL_VCALENDAR_COMPONENT) {
        puts("fault\tis not one VCALENDAR");
        return 0;
    }
    if (!icalrestriction_check(calendar) || !keeps_restrictions(calendar))
        puts("fault\tbreaks a restriction of RFC 5546");
    faults(calendar);
    for (icalcomponent *e = icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT); e;
         e = icalcomponent_get_next_component(calendar, ICAL_VEVENT_COMPONENT)) {
        icalproperty *p = icalcomponent_get_first_property(e, ICAL_DTSTART_PROPERTY);
        icalparameter *zone = p ? icalproperty_get_first_parameter(p, ICAL_TZID_PARAMETER) : NULL;
        const char *uid = icalcomponent_get_uid(e);
        /* Only the calendar's own VTIMEZONE counts, not the zones that libical brings along. */
        if (zone && !icalcomponent_get_timezone(calendar, icalparameter_get_tzid(zone)))
            printf("fault\tno VTIMEZONE %s\n", icalparameter_get_tzid(zone));
        struct icaltimetype start = icalcomponent_get_dtstart(e);
        struct icaltimetype utc = start.is_date ? start : icaltime_convert_to_zone(start, icaltimezone_get_utc_timezone());
        printf("start\t%s\t%s\n", uid ? uid : "", icaltime_as_ical_string(utc));
    }
    return 0;
}
