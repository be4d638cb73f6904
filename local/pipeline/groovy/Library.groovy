/** `@Library('jari') _`: the vars of main are loaded for every program, so there is nothing to do. */
@interface Library {

    String[] value()

}
