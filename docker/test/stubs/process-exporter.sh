#!/bin/sh
# Debian's version is older than one flag that we set.
for argument; do
  shift
  case "$argument" in --remove-empty-groups*) ;; *) set -- "$@" "$argument" ;; esac
done
exec /bin/process-exporter "$@"
