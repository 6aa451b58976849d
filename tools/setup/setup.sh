# "setup.sh project" installs the packages and builds; "setup.sh n8n" installs n8n into the cache.
# What is ready is not done again, what was interrupted is begun anew.
set -eu
# try COMMAND…: when the command fails, shows its output and what to do, and ends.
try() {
	output=$("$@" 2>&1) && code=0 || code=$?
	case $output in *TAR_ENTRY_ERROR*) code=1 ;; esac # npm only warns of files it could not write
	[ $code != 0 ] || return 0
	printf '\n"%s" failed:\n%s\n\n' "$*" "$(printf %s "$output" | grep -v EBADENGINE | tail -n 30)"
	case $output in
	*ENOSPC* | *'o space'* | *TAR_ENTRY_ERROR*) echo 'Free some space on the disk.' ;;
	*ENOTCACHED* | *ENOTFOUND* | *EAI_AGAIN* | *ECONN* | *ETIMEDOUT* | *UNREACH*)
		echo 'The npm registry gives no answer. Check the network, "npm config list", "npm ping".' ;;
	*'find Python'* | *'not found: make'*) echo 'Install Python 3, make and a C++ compiler.' ;;
	*EACCES* | *EROFS* | *ENOTDIR* | *denied* | *'ead-only'* | *'ot a directory'* | *xists*)
		echo 'Choose folders that you may write to: N8N_NODES_TAMPUURI_CACHE, npm_config_cache.' ;;
	esac
	echo 'Then start again.'
	exit 1
} >&2

# step TITLE COMMAND…: shows that the command begins, every 15 seconds that it runs, and its time.
step() {
	title=$1 began=$(date +%s)
	shift
	echo "  $title …"
	while sleep 15; do echo "  $title … $(($(date +%s) - began)) s"; done &
	try "$@"
	kill $!
	echo "✓ $title ($(($(date +%s) - began)) s)"
}

# install TITLE FOLDER MEGABYTES [OPTION]: the packages in FOLDER's lock file. npm gets the project's
# settings from "npm start"; the option overrules them.
install() (
	cd "$2"
	rm -rf node_modules/* node_modules/.[!.]*
	free=$(df -Pm . | awk 'NR == 2 { print $4 }')
	[ "$free" -ge "$3" ] || try sh -c "echo 'No space: $3 MB are needed, $free are free'; exit 1"
	npm view npm version --fetch-retries=0 --fetch-timeout=10000 > /dev/null 2>&1 &&
		step "$1" npm ci ${4-} || step "$1, without the npm registry" npm ci --offline ${4-}
)

project() {
	installed=node_modules/.installed-$(uname -sm | tr ' ' -) built=node_modules/.built
	if ! cmp -s package-lock.json "$installed"; then
		install 'Installing the packages' . 1450
		cp package-lock.json "$installed"
	fi
	changed=$(find gulpfile.js package.json tools/*/*.js credentials icons nodes packages/*/*.json \
		packages/*/credentials packages/*/icons packages/*/nodes -newer "$built" 2> /dev/null) || true
	[ ! -e "$built" ] || [ ! -d dist ] || [ -n "$changed" ] || return 0
	touch "$built.begun"
	step 'Building the nodes' gulp build
	mv "$built.begun" "$built"
}

n8n() {
	cache=$N8N_NODES_TAMPUURI_N8N
	[ ! -e "$cache/ready" ] || return 0
	try rm -rf "$cache"
	try mkdir -p "$cache"
	try cp -R demo/n8n-runtime/. "$cache"
	{ install "Installing n8n's database driver" "$cache/database-driver" 100 --ignore-scripts=false || kill $$; } &
	install 'Installing n8n (2.2 GB)' "$cache" 2600
	wait $!
	try mv "$cache/database-driver/node_modules/sqlite3/build" "$cache/node_modules/sqlite3/"
	touch "$cache/ready"
}

"$@"
