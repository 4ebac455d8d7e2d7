#!/bin/sh
# Says what a replica was started with, and stays.
echo "$PORT $ASPNETCORE_URLS $*"
exec sleep 1000
