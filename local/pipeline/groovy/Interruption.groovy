/** The program was stopped from outside: its time is up, or a newer run takes over. */
class Interruption extends Exception {

    Interruption(String message) {
        super(message)
    }

}
