#!/bin/sh
set -e
app='/opt/VMKit Desktop'
install -d -m 755 /usr/libexec/vmkit
install -m 755 "$app/resources/helper/helper" /usr/libexec/vmkit/helper
install -m 644 "$app/resources/helper/helper.mjs" /usr/libexec/vmkit/helper.mjs
install -m 644 "$app/resources/helper/org.vmkit.helper.policy" /usr/share/polkit-1/actions/org.vmkit.helper.policy
install -m 755 "$app/resources/bin/vmkit" /usr/bin/vmkit
chown root:root "$app/chrome-sandbox"
chmod 4755 "$app/chrome-sandbox"
if command -v update-desktop-database >/dev/null; then update-desktop-database -q /usr/share/applications || true; fi
