import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.MongoVersion;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import java.io.IOException;
import java.util.List;

/** Prints its URL on standard output, and ends with its standard input. */
public final class MongoJavaServer {
    public static void main(String[] arguments) throws IOException {
        var server = new MongoServer(new MemoryBackend().version(new ReportedVersion()));
        System.out.println(server.bindAndGetConnectionString());
        while (System.in.read() != -1) {
        }
        server.shutdownNow();
    }

    /** Its own newest version is 5.0.0 with a wire version that mongoose refuses. MongoDB 5.0 has 13. */
    private static final class ReportedVersion implements MongoVersion {
        @Override
        public List<Integer> getVersionArray() {
            return List.of(5, 0, 0);
        }

        @Override
        public int getWireVersion() {
            return 13;
        }
    }
}
