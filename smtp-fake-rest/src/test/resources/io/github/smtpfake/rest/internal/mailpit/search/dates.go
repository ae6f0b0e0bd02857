// Writes dates.txt, the dates that SearchDateTest reads: each with the instant that Mailpit 1.33.1 reads from it, by the library that
// it uses, and with the instant that the form means, by the layout with which the text was written.
//
//	go mod init dates && go get github.com/araddon/dateparse@v0.0.0-20210429162001-6b43995a97de && go run . dates.txt
package main

import (
	"fmt"
	"os"
	"regexp"
	"strings"
	"time"

	"github.com/araddon/dateparse"
)

var separators = regexp.MustCompile(`(\r?\n|\t|>|<|"|\,|;|\(|\))`)

// clean does what Mailpit 1.33.1 does to the value of after: and before:.
func clean(text string) string {
	text = separators.ReplaceAllString(text, " ")
	return strings.ToUpper(strings.Join(strings.Fields(text), " "))
}

var utc = regexp.MustCompile(`(UTC|GMT|Z|\+00:00|\+0000)( |$)`)

// named returns the zone that a layout names as a word, which is no part of a layout for Go.
func named(layout string, loc *time.Location) *time.Location {
	switch {
	case utc.MatchString(layout):
		return time.UTC
	case strings.Contains(layout, "CEST") && loc.String() == "Europe/Berlin":
		return time.FixedZone("CEST", 2*3600)
	case strings.Contains(layout, " CET") && loc.String() == "Europe/Berlin":
		return time.FixedZone("CET", 3600)
	case strings.Contains(layout, " EST") && loc.String() == "America/New_York":
		return time.FixedZone("EST", -5*3600)
	case strings.Contains(layout, "CEST") || strings.Contains(layout, " CET") || strings.Contains(layout, "EST"):
		return time.UTC
	}
	return loc
}

func main() {
	dates := []string{"2006-01-02", "2006-1-2", "2006/01/02", "2006/1/2", "2006.01.02", "2006:01:02", "2006-Jan-02", "2006-01", "2006/01", "2006.01",
		"02-Jan-2006", "2-Jan-2006", "02-Jan-06", "02/Jan/2006", "2/Jan/2006", "01/02/2006", "1/2/2006", "1/2/06", "01/02/06", "01.02.2006", "1.2.2006", "1.2.06",
		"01:02:2006", "2 Jan 2006", "02 Jan 2006", "2 January 2006", "02 January 2006", "2 Jan 06", "Jan 2 2006", "Jan 02 2006", "Jan 2, 2006",
		"January 2, 2006", "January 2 2006", "January 02 2006", "Jan. 2, 2006",
		"Mon, 02 Jan 2006", "Mon, 2 Jan 2006", "Mon 02 Jan 2006", "Monday, 02-Jan-06", "Monday, 02 Jan 2006", "Mon Jan 2 2006", "Mon Jan 02 2006", "Monday January 2 2006",
		"Jan 2nd 2006", "January 2nd, 2006", "2006年01月02日", "060102", "20060102", "2nd Jan 2006"}
	times := []string{"", " 15:04", " 15:04:05", " 3:04", " 3:04:05", " 03:04 PM", " 3:04 PM", " 03:04:05 PM", " 3:04:05 PM", " 3:04PM", " 3:04:05pm", ", 15:04:05", ", 3:04:05 PM",
		"T15:04", "T15:04:05", "T15:04:05Z", "T15:04Z", "T15:04:05.000Z", "T15:04:05.000000Z", "T15:04:05-07:00", "T15:04:05-0700", "T15:04:05-07", "T15:04:05.000-07:00", "T15:04:05.000-0700", "T15:04-07:00", "T15:04-0700",
		" 15:04:05.000", " 15:04:05.000000", " 15:04:05,000", " 15:04:05:000", " 15:04:05Z", " 15:04:05 -0700", " 15:04:05 -07:00", " 15:04:05-07:00", " 15:04:05-0700", " 15:04:05-07",
		" 15:04 -0700", " 15:04 -07:00", " 15:04 UTC", " 15:04 MST", " 15:04:05 UTC", " 15:04:05 MST", " 15:04:05 GMT", " 15:04:05 Z", " 15:04:05 CEST", " 15:04:05 EST",
		" 15:04:05.000 UTC", " 15:04:05.000000 -0700", " 15:04:05.000 -07:00", " 15:04:05.000000-07:00", " 15:04:05.000000+00:00",
		" 15:04:05 -0700 UTC", " 15:04:05 -0700 MST", " 15:04:05 +0000 UTC", " 15:04:05 -07:00 UTC", " 15:04:05.000 +0000 UTC", " 15:04:05 -0700 CEST", " 15:04:05 -0700 (CEST)",
		" 15:04:05 GMT-0700", " 15:04:05 UTC-0700", " 15:04:05 UTC-07", " 15:04:05 GMT-0700 (GMT Daylight Time)", ":15:04:05", ":15:04:05 -0700",
		" 03:04:05 PM UTC", " 3:04:05 PM -0700", " 03:04:05 PM -0700", " at 3:04pm", " at 3:04 PM", " 24:00", " 15:04:60", " 15", "+00:00", "-07:00", "Z", " UTC"}
	trailing := []string{"Jan 2 15:04:05 2006", "Jan  2 15:04:05 2006", "Jan 02 15:04:05 2006", "Mon Jan 2 15:04:05 2006", "Mon Jan  2 15:04:05 2006", "Mon Jan 02 15:04:05 2006",
		"Mon Jan 2 15:04:05 UTC 2006", "Mon Jan 2 15:04:05 MST 2006", "Mon Jan 02 15:04:05 CEST 2006", "Mon Jan 02 15:04:05 -0700 2006", "Mon Jan 2 15:04:05 UTC-0700 2006", "Jan 2 15:04:05 MST 2006",
		"Mon Jan 2 2006 15:04:05 GMT-0700 (Central European Time)", "Mon Jan 02 2006 15:04:05 GMT-0700 (Central European Time)", "Mon Jan 2 15:04:05 CET 2006"}
	fixed := []string{"1499979655583057426", "4070908800000", "4070908800", "4070908800000000", "20990101100000", "20990101", "2099", "209901", "20990", "2099-13-01", "2099-02-30", "31/12/2099",
		"13/13/2099", "yesterday", "now", "today", "1 day ago", "-1d", "abc", "12", "99:99", "10:00", "2099-01-01T25:00:00Z", "2099-01-01 10:00:00 Europe/Berlin", "2099-01-01T10:00:00+01:00[Europe/Berlin]",
		"2099-W01-1", "2099-001", "2099-01-01 10:00:00 PST", "2099-01-01 10:00:00 EDT", "Thu Jan  1 10:00:00 UTC 2099", "1/2/2099, 10:00:00 AM", "1.1.2099, 10:00:00", "01/01/2099 10:00:00", "2099-1-1T10:00:00Z",
		"1e12", "4070908800.123", "2099-01-01_10:00:00", "12/31/99", "31.12.2099", "2099/12/31T10:00:00Z", "12 Feb 2006, 19:17", "12 Feb 2006, 19:17:22", "2099-01-01 10:00:00.123456789 +0000 UTC m=+0.000000001",
		"2099-01-01 10:00:00 +0200 +0200", "May 8, 2009 5:57:51 PM", "7 oct 70", "3/31/2014", "8/8/1965 12:00:00 AM", "2014-04-26 05:24:37 PM", "2014-12-16 06:20:00 UTC", "2014-12-16 06:20:00 GMT", "171113 14:14:20",
		"2012/03/19 10:11:59.3186369", "2014:3:31", "2014:4:8 22:05", "2009-08-12T22:15Z", "2009-08-12T22:15:09-0700", "2006-01-02T15:04:05+0000", "2018-01-02T05:24:37:257"}
	moments := []time.Time{time.Date(2099, 1, 2, 10, 0, 0, 123456000, time.FixedZone("CET", 3600)), time.Date(2026, 11, 23, 17, 15, 30, 500000000, time.FixedZone("EST", -5*3600)),
		time.Date(2031, 5, 9, 9, 7, 3, 0, time.UTC), time.Date(2030, 9, 30, 0, 59, 59, 999000000, time.FixedZone("IST", 5*3600+1800)), time.Date(1999, 12, 31, 12, 0, 9, 1000000, time.UTC)}
	seen := map[string]bool{}
	berlin, _ := time.LoadLocation("Europe/Berlin")
	york, _ := time.LoadLocation("America/New_York")
	locations := []*time.Location{time.UTC, berlin, york}
	out, _ := os.Create(os.Args[1])
	defer out.Close()
	fmt.Fprintln(out, "# way|zone|text|instant that Mailpit reads, or unreadable|instant that the text means, or unknown. Written by dates.go.")
	n := 0
	sampled := 0
	read := func(way, text, layout string, loc *time.Location) {
		key := way + "|" + loc.String() + "|" + text
		if seen[key] || strings.Contains(text, "|") {
			return
		}
		seen[key] = true
		given := text
		if way == "search" {
			given = clean(text)
		}
		result := "unreadable"
		func() {
			defer func() {
				if recover() != nil {
					result = "unreadable"
				}
			}()
			if t, err := dateparse.ParseIn(given, loc); err == nil {
				result = t.UTC().Format("2006-01-02T15:04:05.000Z")
			}
		}()
		meaning := "unknown"
		if layout != "" {
			if t, err := time.ParseInLocation(layout, text, named(layout, loc)); err == nil {
				meaning = t.UTC().Format("2006-01-02T15:04:05.000Z")
			}
			// All that Mailpit misreads, or cannot read, would make the file long.
			sampled++
			if (result != meaning && sampled%17 != 0) || sampled%4 != 0 && way == "parameter" {
				return
			}
		}
		fmt.Fprintln(out, key+"|"+result+"|"+meaning)
	}
	add := func(text, layout string) {
		n++
		read("search", text, layout, locations[n%3])
		read("parameter", text, layout, locations[(n/3)%3])
	}
	for i, m := range moments {
		for _, d := range dates {
			for k, t := range times {
				if i == 0 || (k+len(d)+i)%5 == 0 {
					add(m.Format(d+t), d+t)
				}
			}
		}
		for _, t := range trailing {
			add(m.Format(t), t)
		}
	}
	for _, f := range fixed {
		for range locations {
			add(f, "")
		}
	}
}
