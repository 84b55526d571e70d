#!/bin/sh
set -e
rm -f /usr/bin/vmkit /usr/share/polkit-1/actions/org.vmkit.helper.policy
rm -rf /usr/libexec/vmkit
