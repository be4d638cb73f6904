/** A step failed: its message is the cause, for people. */
class StepFailure extends Exception {

    StepFailure(String message) {
        super(message)
    }

}
