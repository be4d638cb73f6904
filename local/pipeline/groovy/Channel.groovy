import groovy.json.JsonOutput
import groovy.json.JsonSlurperClassic
import java.util.concurrent.BlockingQueue
import java.util.concurrent.LinkedBlockingQueue

/** JSON objects, one a line, to and from the process that started this one. When that is gone, this process ends at once, whatever it does. */
class Channel {

    private final BlockingQueue received = new LinkedBlockingQueue()
    private final PrintStream output

    Channel(InputStream input, PrintStream output) {
        this.output = output
        Thread.startDaemon('channel') {
            input.eachLine('UTF-8') { line -> received.put(line) }
            // the program is saved: the next runner goes on from there
            Runtime.runtime.halt(0)
        }
    }

    Map receive() {
        new JsonSlurperClassic().parseText(received.take())
    }

    void send(Map message) {
        output.println(JsonOutput.toJson(message))
        output.flush()
    }

}
