/**
 * Runs in a mount namespace of its own: builds a small root, makes it `/`, gives up every privilege and becomes the
 * program. It ends in `exec`, so that the process that was started is the program, with one number from first to last.
 *
 * Arguments: an empty directory, the app, its node_modules or '', the Node binary, the hosts file, the user to become
 * or '', the working directory, paths to hide joined by ':' or '', `ro` or `rw` for the app, `own` when something is
 * mounted below `/etc` or '', the number of mounts, for each its source, target, `ro` or `rw`, `file` or `directory`,
 * then the command.
 */
export const ISOLATION_SCRIPT = `
root=$1 app=$2 modules=$3 node=$4 hosts=$5 user=$6 cwd=$7 hide=$8 access=$9
shift 9
etc=$1 mounts=$2
shift 2
mount -t tmpfs -o mode=0755,size=1m tmpfs "$root"
cd "$root"
mkdir app dev etc node node/bin proc tmp usr .old
for name in bin sbin lib lib32 lib64 libx32; do
  if [ -L "/$name" ]; then ln -s "$(readlink "/$name")" "$name"
  elif [ -d "/$name" ]; then mkdir "$name"; mount --rbind "/$name" "$name"; fi
done
mount --rbind /usr usr
if [ -n "$etc" ]; then
  mount -t tmpfs -o mode=0755,size=1m tmpfs etc
  for entry in /etc/* /etc/.[!.]*; do
    if [ -L "$entry" ]; then ln -s "$(readlink "$entry")" ".$entry"
    elif [ -d "$entry" ]; then mkdir ".$entry"; mount --rbind "$entry" ".$entry"
    elif [ -e "$entry" ]; then : > ".$entry"; mount --bind "$entry" ".$entry"; fi
  done
else mount --rbind /etc etc; fi
mount --bind "$hosts" etc/hosts
mount --rbind /proc proc
mount -t tmpfs -o mode=0755,size=64k tmpfs dev
for name in null zero full random urandom tty; do
  [ -e "/dev/$name" ] && : > "dev/$name" && mount --bind "/dev/$name" "dev/$name"
done
ln -s /proc/self/fd dev/fd
ln -s /proc/self/fd/0 dev/stdin
ln -s /proc/self/fd/1 dev/stdout
ln -s /proc/self/fd/2 dev/stderr
mkdir dev/shm
mount -t tmpfs -o mode=1777,size=64m tmpfs dev/shm
mount -t tmpfs -o mode=1777,size=256m tmpfs tmp
mount --bind "$app" app
mount -o remount,bind,"$access",nosuid,nodev app
if [ -n "$modules" ]; then
  mount --bind "$modules" app/node_modules
  mount -o remount,bind,ro,nosuid,nodev app/node_modules
fi
: > node/bin/node
mount --bind "$node" node/bin/node
IFS=:
for path in $hide; do
  [ -d ".$path" ] && mount -t tmpfs -o mode=0755,size=4k tmpfs ".$path"
done
unset IFS
while [ "$mounts" -gt 0 ]; do
  if [ "$4" = directory ]; then mkdir -p ".$2"
  elif [ ! -e ".$2" ]; then mkdir -p ".$(dirname "$2")"; : > ".$2"; fi
  mount --bind "$1" ".$2"
  mount -o "remount,bind,$3,nosuid,nodev" ".$2"
  mounts=$((mounts - 1))
  shift 4
done
mount -o remount,ro tmpfs .
pivot_root . .old
umount -l /.old
cd "$cwd"
if [ -n "$user" ]; then
  exec setpriv --reuid="$user" --regid="$user" --clear-groups --no-new-privs --bounding-set=-all --inh-caps=-all -- "$@"
fi
exec setpriv --no-new-privs --bounding-set=-all --inh-caps=-all -- "$@"
`;
