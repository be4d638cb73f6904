import com.cloudbees.groovy.cps.Continuable
import com.cloudbees.groovy.cps.CpsTransformer
import com.cloudbees.groovy.cps.ObjectInputStreamWithLoader
import com.cloudbees.groovy.cps.Outcome
import java.nio.file.Files
import java.nio.file.StandardCopyOption
import org.codehaus.groovy.control.CompilerConfiguration
import org.codehaus.groovy.control.customizers.ImportCustomizer

/**
 * Runs one Jenkinsfile through Jenkins' CPS transform. Started by program.ts, which has the work of the steps done:
 *   in   {"engine", "jenkinsfile", "vars", "saved", "commit", "parameters", "resume"}   once, first
 *   out  {"type": "step", "name", "arguments", "context", "file", "line"}   the program stands at a step and is saved
 *   in   {"value"} or {"failure": "failed" | "interrupted" | "unknown", "message"}   what became of the step
 *   out  {"type": "end"} or {"type": "end", "error", "file", "line"}
 *   out  {"type": "unloadable", "error"}   the saved program cannot be resumed
 */
class Program {

    /** What Steps.groovy asks for: the scripts of the library by name, the commit the run is for, and its parameters. */
    static Map vars = [:]
    static String commit
    static Map parameters = [:]

    private final Channel channel
    private final Map start
    private final Map state

    static void main(String[] arguments) {
        Channel channel = new Channel(System.in, System.out)
        // a println in a Jenkinsfile must not fall into the channel
        System.out = System.err
        Map start = channel.receive()
        try {
            new Program(channel, start).run()
        } catch (Exception | LinkageError error) {
            channel.send([type: start.resume ? 'unloadable' : 'end', error: describe(error)])
        }
    }

    Program(Channel channel, Map start) {
        this.channel = channel
        this.start = start
        GroovyShell shell = shell(start.engine)
        Map scripts = compile(shell)
        state = start.resume ? load(shell) : [program: new Continuable(scripts.remove('Jenkinsfile')), vars: scripts, context: [], step: null, failure: null]
        vars = state.vars
        commit = start.commit
        parameters = start.parameters ?: [:]
    }

    void run() {
        List categories = Continuable.categories + SerializableIteration
        // a program that was saved stands at a step, whose work is done again
        Outcome answer = state.step ? ask() : new Outcome(null, null)
        for (;;) {
            Outcome outcome = state.program.run0(answer, categories)
            if (!state.program.resumable) {
                channel.send([type: 'end'] + (outcome.abnormal ? [error: describe(outcome.abnormal)] + origin(outcome.abnormal) : [:]))
                return
            }
            state.step = outcome.normal + place(state.program.stackTrace)
            try {
                save()
            } catch (NotSerializableException error) {
                channel.send([type: 'end', error: "a ${error.message} is kept across the step ${state.step.name}, and it is not serialisable"] + place(state.program.stackTrace))
                return
            }
            answer = ask()
        }
    }

    private GroovyShell shell(String engine) {
        CompilerConfiguration transformed = new CompilerConfiguration()
        transformed.addCompilationCustomizers(new CpsTransformer(), new ImportCustomizer().addImports('com.cloudbees.groovy.cps.NonCPS'))
        GroovyClassLoader loader = new GroovyClassLoader(getClass().classLoader, transformed)
        transformed.scriptBaseClass = loader.parseClass(new File(engine, 'cps/Steps.groovy')).name
        new GroovyShell(loader, new Binding(), transformed)
    }

    /** Classes get the same names in the same order in every process: that is what lets one read what another saved. */
    private Map compile(GroovyShell shell) {
        Map scripts = [:]
        for (File file : new File(start.vars).listFiles().findAll { it.name.endsWith('.groovy') }.sort { it.name }) {
            Script script = shell.parse(file.getText('UTF-8'), file.name)
            script.binding = new Binding()
            scripts[file.name - '.groovy'] = script
        }
        scripts.Jenkinsfile = shell.parse(new File(start.jenkinsfile).getText('UTF-8'), 'WorkflowScript.groovy')
        scripts
    }

    private Map load(GroovyShell shell) {
        new File(start.saved).withInputStream { new ObjectInputStreamWithLoader(it, shell.classLoader).readObject() }
    }

    private void save() {
        File draft = new File("${start.saved}.draft")
        draft.withObjectOutputStream { it.writeObject(state) }
        Files.move(draft.toPath(), new File(start.saved).toPath(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING)
    }

    private Outcome ask() {
        Map step = state.step
        channel.send([type: 'step', context: state.context] + step + [arguments: plain(step.arguments)])
        Map answer = channel.receive()
        if (step.name == 'leave') {
            state.context = state.context.dropRight(1)
        }
        if (answer.failure) {
            state.failure = [error: failure(answer), place: step.subMap('file', 'line')]
            return new Outcome(null, state.failure.error)
        }
        if (step.name == 'enter') {
            state.context = state.context + [answer.value]
        }
        new Outcome(answer.value, null)
    }

    private static Throwable failure(Map answer) {
        switch (answer.failure) {
            case 'interrupted': return new Interruption(answer.message)
            case 'unknown': return new NoSuchMethodError(answer.message)
            default: return new StepFailure(answer.message)
        }
    }

    /** What of a step's arguments can be sent: of a body only that it is one. */
    private static Object plain(Object value) {
        switch (value) {
            case Map: return value.collectEntries { key, item -> [key.toString(), plain(item)] }
            case Collection: return value.collect { plain(it) }
            case Closure: return [body: true]
            case null: case Boolean: case Number: return value
            default: return value.toString()
        }
    }

    /** Where an error comes from: the step that failed, or else the place where it was thrown. */
    private Map origin(Throwable error) {
        error.is(state.failure?.error) ? state.failure.place : place(error.stackTrace)
    }

    /** The innermost place in the Jenkinsfile or a var. */
    private static Map place(Object frames) {
        for (StackTraceElement frame : frames) {
            String name = frame.fileName ? frame.fileName - '.groovy' : ''
            if (name == 'WorkflowScript' || vars.containsKey(name)) {
                return [file: name == 'WorkflowScript' ? 'Jenkinsfile' : "jenkins/vars/${name}.groovy".toString(), line: frame.lineNumber]
            }
        }
        [:]
    }

    private static String describe(Throwable error) {
        boolean told = error instanceof StepFailure || error instanceof Interruption || error instanceof NoSuchMethodError
        told ? error.message : "${error.class.simpleName}: ${error.message}"
    }

}
