#!/bin/sh
# Writes the targets that this stack itself brings, with the host's name on them, and the one rule whose limit is a
# setting: Prometheus takes variables in its external labels alone, and those do not stand on what it stores. Then it
# becomes Prometheus.
set -eu

case "$CELLWATCH_HOST" in
  *[!A-Za-z0-9._-]* | '')
    echo "CELLWATCH_HOST is no host name: $CELLWATCH_HOST" >&2
    exit 2
    ;;
esac

: "${CELLWATCH_ALERT_TEMPERATURE:=85}" # a container that is older than this file
case "$CELLWATCH_ALERT_TEMPERATURE" in
  *[!0-9]* | '')
    echo "CELLWATCH_ALERT_TEMPERATURE is no whole number: $CELLWATCH_ALERT_TEMPERATURE" >&2
    exit 2
    ;;
esac

target() { # target JOB ADDRESS PORT: the port is what people know it by
  printf '[{"targets":["%s"],"labels":{"host":"%s","instance":"%s:%s"}}]\n' \
    "$2" "$CELLWATCH_HOST" "$CELLWATCH_HOST" "$3" >"/targets/stack/$1.json"
}

target prometheus 127.0.0.1:9090 9090
for job in ${CELLWATCH_JOBS:-}; do
  case "$job" in
    node) target node "${CELLWATCH_NODE_ADDRESS:-relay:9400}" 9100 ;;
    process) target process process-exporter:9256 9256 ;;
    cadvisor) target cadvisor cadvisor:8080 8080 ;;
    *) echo "CELLWATCH_JOBS has a job that is not known: $job" >&2 && exit 2 ;;
  esac
done
sed "s/85/$CELLWATCH_ALERT_TEMPERATURE/g" /etc/prometheus/temperature.rules.yml >/targets/stack/temperature.rules.yml
exec prometheus "$@"
