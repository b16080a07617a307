#!/bin/sh
# As Grafana does: who may log in is read from the secrets once, when there is no database yet.
set -eu
data=/var/lib/grafana
if [ ! -f $data/grafana.db ]; then
  printf '%s:{PLAIN}%s\n' "$(cat "$GF_SECURITY_ADMIN_USER__FILE")" "$(cat "$GF_SECURITY_ADMIN_PASSWORD__FILE")" >$data/users
  : >$data/grafana.db
fi
mkdir -p /tmp/answers/api/dashboards/uid /tmp/answers/api/datasources/uid
printf '{"login":"%s","isGrafanaAdmin":true}' "$(cut -d: -f1 $data/users)" >/tmp/answers/api/user.json
provisioning=/etc/grafana/provisioning
folder=$(sed -n 's/^ *path: *//p' $provisioning/dashboards/*.yaml)
found=
for file in "$folder"/*.json; do
  uid=$(sed -n 's/^  "uid": "\(.*\)",$/\1/p' "$file")
  title=$(sed -n 's/^  "title": "\(.*\)",$/\1/p' "$file")
  found="$found${found:+,}{\"uid\":\"$uid\",\"title\":\"$title\",\"type\":\"dash-db\"}"
  { printf '{"dashboard":' && cat "$file" && printf '}'; } >"/tmp/answers/api/dashboards/uid/$uid.json"
done
printf '[%s]' "$found" >/tmp/answers/api/search.json
for uid in $(sed -n 's/^ *uid: *//p' $provisioning/datasources/*.yaml); do
  printf '{"uid":"%s"}' "$uid" >"/tmp/answers/api/datasources/uid/$uid.json"
done
exec nginx -e /dev/stderr -c /stub/grafana.conf
