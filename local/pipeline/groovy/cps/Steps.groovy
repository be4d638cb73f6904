import com.cloudbees.groovy.cps.Continuable
import com.cloudbees.groovy.cps.NonCPS
import com.cloudbees.groovy.cps.SerializableScript

/**
 * What a Jenkinsfile or a var can call. It is compiled by the same CPS transform as they are, so a step with a body is plain Groovy:
 * enter the frame, run the body, leave the frame. A step without a body suspends the program; the TypeScript side does its work.
 */
abstract class Steps extends SerializableScript {

    Object stage(String name, Closure body) {
        within([type: 'stage', name: name], body)
    }

    Object node(String label = '', Closure body) {
        within([type: 'node', label: label], body)
    }

    Object lock(Map settings, Closure body) {
        within([type: 'lock'] + settings, body)
    }

    Object timeout(Map settings, Closure body) {
        within([type: 'timeout'] + settings, body)
    }

    Object withEnv(List variables, Closure body) {
        within([type: 'env', variables: variables], body)
    }

    Object withCredentials(List bindings, Closure body) {
        within([type: 'credentials', bindings: bindings], body)
    }

    @NonCPS
    Map string(Map binding) {
        [type: 'string'] + binding
    }

    @NonCPS
    Map getScm() {
        [commit: Program.commit]
    }

    @NonCPS
    Map getParams() {
        [:] + Program.parameters
    }

    Object within(Map frame, Closure body) {
        step('enter', [frame])
        try {
            Object result = body()
            step('leave', [[:]])
            return result
        } catch (Throwable error) {
            step('leave', [[error: error.message ?: error.class.simpleName]])
            throw error
        }
    }

    /** Gives control to the program's driver, which answers with the step's result or throws its failure here. */
    @NonCPS
    Object step(String name, Object arguments) {
        Continuable.suspend([name: name, arguments: arguments as List])
    }

    /** A name that is no method of a script: a var of the library, or else a step. */
    @NonCPS
    @Override
    Object invokeMethod(String name, Object arguments) {
        Object var = Program.vars[name]
        var == null ? step(name, arguments) : var.metaClass.invokeMethod(var, 'call', arguments)
    }

    // a script's binding is not serialisable, its variables are
    @NonCPS
    private void writeObject(ObjectOutputStream out) {
        out.defaultWriteObject()
        out.writeObject(new LinkedHashMap(binding.variables))
    }

    @NonCPS
    private void readObject(ObjectInputStream stream) {
        stream.defaultReadObject()
        setBinding(new Binding((Map) stream.readObject()))
    }

}
