#!/bin/sh
exec node "$(dirname "$0")/function.mjs"
