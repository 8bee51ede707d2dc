import java.nio.file.Path;
import java.util.Map;
import org.neo4j.configuration.GraphDatabaseSettings;
import org.neo4j.configuration.connectors.BoltConnector;
import org.neo4j.configuration.connectors.HttpConnector;
import org.neo4j.configuration.connectors.HttpsConnector;
import org.neo4j.configuration.helpers.SocketAddress;
import org.neo4j.dbms.api.DatabaseManagementServiceBuilder;

/** A Neo4j Community server on 127.0.0.1 for tests and development: java -cp 'lib/*' Neo4jServer.java HOME PORT. */
public class Neo4jServer {
    public static void main(String[] args) {
        try {
            serve(args);
        } catch (Throwable problem) { // else the kernel's own threads would keep a broken server alive
            problem.printStackTrace();
            System.exit(1);
        }
    }

    private static void serve(String[] args) throws InterruptedException {
        String password = System.getenv("NEO4J_PASSWORD"); // not an argument: those are seen by every user of the machine
        var server = new DatabaseManagementServiceBuilder(Path.of(args[0]))
                .setConfig(BoltConnector.enabled, true)
                .setConfig(BoltConnector.listen_address, new SocketAddress("127.0.0.1", Integer.parseInt(args[1])))
                .setConfig(HttpConnector.enabled, false)
                .setConfig(HttpsConnector.enabled, false)
                .setConfig(GraphDatabaseSettings.auth_enabled, true)
                .build();
        Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown));
        server.database("system").executeTransactionally(
                "CREATE OR REPLACE USER neo4j SET PASSWORD $password CHANGE NOT REQUIRED", Map.of("password", password));
        System.out.println("ready");
        Thread.currentThread().join();
    }
}
