package redirection;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The places a client may be sent to: paths from the root, and http(s) URLs of some hosts. */
final class Locations {

    private static final int LONGEST = 8000;

    private final Set<String> hosts;

    private Locations(Set<String> hosts) {
        this.hosts = hosts;
    }

    /** With the hosts of a list with commas, as in {@code ALLOWED_HOSTS}. */
    static Locations allowedBy(String list) {
        if (list == null) {
            throw new IllegalStateException("Expected hosts, separated by commas, in ALLOWED_HOSTS, found none");
        }
        return new Locations(Set.copyOf(List.of(list.split(","))));
    }

    /** The location, unchanged. The message of the exception for any other begins as the API's pattern for 400 does. */
    String check(String location) {
        boolean isEncoded = location.length() <= LONGEST && location.matches("[!-~&&[^\\\\]]+");
        if (isEncoded && (location.matches("/(?!/).*") || hasAllowedHost(location))) {
            return location;
        }
        throw new IllegalArgumentException("[BadRequest] Expected a path from / or a URL of an allowed host for location");
    }

    private boolean hasAllowedHost(String location) {
        if (!location.matches("(?i)https?://[^/].*")) {
            return false;
        }
        try {
            String authority = URI.create(location).getRawAuthority();
            return authority != null && hosts.contains(authority.toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException notAUri) {
            return false;
        }
    }
}
