package redirection;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.util.Map;

/** Redirects by an inner exception: Lambda reports an outer one, whose message is the name and the message of its cause. */
public final class HandlerDemo implements RequestHandler<Map<String, String>, Map<String, String>> {

    private final Locations locations = Locations.allowedBy(System.getenv("ALLOWED_HOSTS"));

    @Override
    public Map<String, String> handleRequest(Map<String, String> request, Context context) {
        String location = request.getOrDefault("location", "");
        if (location.isEmpty()) {
            return Map.of("message", "Nobody is sent anywhere");
        }
        throw new RuntimeException(new ResponseFound(locations.check(location)));
    }

    /** Sends the client to the location that is its message. */
    static final class ResponseFound extends Throwable {
        private static final long serialVersionUID = 1;

        ResponseFound(String location) {
            super(location);
        }

        /** What the selection patterns of the API know, instead of the class's name in Java. */
        @Override
        public String toString() {
            return "HandlerDemo.ResponseFound: " + getMessage();
        }
    }
}
