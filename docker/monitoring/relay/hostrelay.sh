#!/bin/sh
# A socket that a killed relay left behind would keep the next one from starting.
set -eu
case "$CELLWATCH_NODE_PORT" in *[!0-9]* | '') echo "CELLWATCH_NODE_PORT is no port" >&2 && exit 2 ;; esac
rm -f /run/relay/relay.sock
sed "s/NODE_PORT\//$CELLWATCH_NODE_PORT\//" /etc/relay/hostrelay.conf >/tmp/hostrelay.conf
exec nginx -e /dev/stderr -c /tmp/hostrelay.conf
