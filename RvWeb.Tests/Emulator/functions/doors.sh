#!/bin/sh
exec node "$(dirname "$0")/doors.mjs"
